using Microsoft.Data.Sqlite;
using Orleans.Storage;
using SocialCommerce.Grains.Interfaces.Common;
using SocialCommerce.Grains.Interfaces.Orders;
using SocialCommerce.Grains.Orders;

namespace SocialCommerce.Silo.Storage;

/// <summary>Orders, what sellers see of them and what was sold as three tables of the store.</summary>
internal sealed class SqliteOrderStore(SqliteStore store) : IOrderStore
{
    public Task<StoredOrder?> ReadAsync(string orderId, CancellationToken cancellationToken)
    {
        const string Sql = "SELECT version, payload, checksum FROM customer_order WHERE order_id = ?1";

        var rows = store.Read(session => session.Query(
            Sql,
            reader => new StoredOrder(
                reader.GetInt64(0),
                PayloadChecksum.Check(reader.GetFieldValue<byte[]>(1), reader.GetInt64(2), $"Order {orderId}")),
            orderId));
        return Task.FromResult(rows.FirstOrDefault());
    }

    public async Task SaveAsync(OrderRow row, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var payload = row.Payload.ToArray();
        ArgumentOutOfRangeException.ThrowIfGreaterThan(payload.Length, store.Options.StateBytesMax, nameof(row));
        var checksum = PayloadChecksum.Of(payload);
        if (!await store.Writer.WriteAsync(session => Save(session, row, payload, checksum)))
        {
            throw OrderRows.Conflict(row);
        }
    }

    public Task<IdPage> PageOfBuyerAsync(string buyerId, PageRequest request, CancellationToken cancellationToken)
    {
        const string Sql =
            "SELECT order_id, number FROM customer_order WHERE buyer_id = ?1 AND number < ?2 ORDER BY number DESC LIMIT ?3";

        return Task.FromResult(Page(Sql, request, buyerId, ListPages.StartOf(request)));
    }

    public Task<IdPage> PageOfSellerAsync(
        string sellerId, OrderStatus? status, PageRequest request, CancellationToken cancellationToken)
    {
        const string All =
            "SELECT order_id, number FROM sale WHERE seller_id = ?1 AND number < ?2 ORDER BY number DESC LIMIT ?3";
        const string Some =
            "SELECT order_id, number FROM sale WHERE seller_id = ?1 AND number < ?2 AND status = ?4 ORDER BY number DESC LIMIT ?3";

        return Task.FromResult(status is { } wanted
            ? Page(Some, request, sellerId, ListPages.StartOf(request), (int)wanted)
            : Page(All, request, sellerId, ListPages.StartOf(request)));
    }

    public Task<SellerBoard> ReadBoardAsync(string sellerId, int limit, CancellationToken cancellationToken)
    {
        const string Sums =
            """
            SELECT status, currency, count(*), sum(units), sum(amount_minor), sum(refunded_minor)
            FROM sale WHERE seller_id = ?1 GROUP BY status, currency ORDER BY status, currency
            """;
        const string Open =
            """
            SELECT order_id, status, currency, amount_minor, units FROM sale
            WHERE seller_id = ?1 AND status IN (1, 2, 3) ORDER BY number DESC LIMIT ?2
            """;

        // One transaction, so that both see the same moment.
        return Task.FromResult(store.Read(session =>
        {
            session.Execute("BEGIN");
            try
            {
                return new SellerBoard(
                    [.. session.Query(Sums, ReadSum, sellerId)], [.. session.Query(Open, ReadOpen, sellerId, limit)]);
            }
            finally
            {
                session.Execute("COMMIT");
            }
        }));
    }

    public Task<IReadOnlyList<SoldSum>> ReadSoldInRoomAsync(string roomId, TimeSpan bucket, CancellationToken cancellationToken)
    {
        const string Sql =
            """
            SELECT CAST(paid_at / ?2 AS TEXT), currency, count(DISTINCT number), sum(units), sum(amount_minor), sum(refunded_units), sum(refunded_minor)
            FROM sold_line WHERE room_id = ?1 GROUP BY paid_at / ?2, currency ORDER BY paid_at / ?2, currency
            """;

        return Task.FromResult<IReadOnlyList<SoldSum>>(
            store.Read(session => session.Query(Sql, ReadSold, roomId, (long)bucket.TotalMilliseconds)));
    }

    public Task<IReadOnlyList<SoldSum>> ReadSoldBySellerAsync(
        string sellerId, SoldBy by, DateTimeOffset from, DateTimeOffset to, int limit, CancellationToken cancellationToken)
    {
        const string Columns = "currency, count(DISTINCT number), sum(units), sum(amount_minor), sum(refunded_units), sum(refunded_minor)";
        const string Rows = "FROM sold_line WHERE seller_id = ?1 AND paid_at >= ?2 AND paid_at < ?3";
        const string MostFirst = "ORDER BY sum(amount_minor) DESC, 1, 2 LIMIT ?4";
        const string Products = $"SELECT product_id, {Columns} {Rows} GROUP BY product_id, currency {MostFirst}";
        const string Rooms = $"SELECT room_id, {Columns} {Rows} AND room_id IS NOT NULL GROUP BY room_id, currency {MostFirst}";
        const string Days =
            $"""
            SELECT CAST(paid_at / 86400000 AS TEXT), {Columns} {Rows}
            GROUP BY paid_at / 86400000, currency ORDER BY paid_at / 86400000 DESC, currency LIMIT ?4
            """;

        var sql = by switch
        {
            SoldBy.Product => Products,
            SoldBy.Room => Rooms,
            _ => Days,
        };
        return Task.FromResult<IReadOnlyList<SoldSum>>(store.Read(session => session.Query(
            sql, ReadSold, sellerId, from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds(), limit)));
    }

    public Task<IReadOnlyList<string>> ReadDueAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken)
    {
        const string Sql = "SELECT order_id FROM customer_order WHERE due_at <= ?1 ORDER BY due_at LIMIT ?2";

        return Task.FromResult<IReadOnlyList<string>>(store.Read(session => session.Query(
            Sql, static reader => reader.GetString(0), now.ToUnixTimeMilliseconds(), limit)));
    }

    // False when the order is at another version than its owner knows.
    private static bool Save(SqlSession session, OrderRow row, byte[] payload, long checksum)
    {
        const string Insert =
            """
            INSERT INTO customer_order (order_id, buyer_id, version, due_at, checksum, payload) VALUES (?1, ?2, 1, ?3, ?4, ?5)
            ON CONFLICT DO NOTHING RETURNING number
            """;
        const string Update =
            """
            UPDATE customer_order SET version = version + 1, due_at = ?3, checksum = ?4, payload = ?5
            WHERE order_id = ?1 AND version = ?2 RETURNING number
            """;

        var due = row.DueAt?.ToUnixTimeMilliseconds();
        var number = row.Version == 0
            ? session.Scalar(Insert, row.OrderId, row.BuyerId, due, checksum, payload)
            : session.Scalar(Update, row.OrderId, row.Version, due, checksum, payload);
        if (number is null)
        {
            return false;
        }

        foreach (var sale in row.Sales)
        {
            Save(session, row.OrderId, (long)number, sale);
        }

        foreach (var line in row.Sold)
        {
            Save(session, (long)number, line);
        }

        return true;
    }

    private static void Save(SqlSession session, string orderId, long number, SaleRow sale)
    {
        const string Sql =
            """
            INSERT INTO sale (seller_id, number, order_id, status, currency, amount_minor, refunded_minor, units)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
            ON CONFLICT (seller_id, number) DO UPDATE SET status = ?4, amount_minor = ?6, refunded_minor = ?7, units = ?8
            WHERE status <> ?4 OR amount_minor <> ?6 OR refunded_minor <> ?7 OR units <> ?8
            """;

        session.Execute(
            Sql, sale.SellerId, number, orderId, (int)sale.Status, sale.Currency, sale.AmountMinor, sale.RefundedMinor, sale.Units);
    }

    private static void Save(SqlSession session, long number, SoldLine line)
    {
        const string Sql =
            """
            INSERT INTO sold_line
              (number, line_id, seller_id, product_id, room_id, paid_at, currency, amount_minor, refunded_minor, units, refunded_units)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
            ON CONFLICT (number, line_id) DO UPDATE SET refunded_minor = ?9, refunded_units = ?11
            """;

        session.Execute(
            Sql, number, line.LineId, line.SellerId, line.ProductId, line.RoomId, line.PaidAt.ToUnixTimeMilliseconds(), line.Currency,
            line.AmountMinor, line.RefundedMinor, line.Units, line.RefundedUnits);
    }

    // One row more than asked for tells whether there is a next page.
    private IdPage Page(string sql, PageRequest request, string id, long start, int? status = null)
    {
        var limit = ListPages.LimitOf(request);
        return ListPages.Make(
            store.Read(session => status is { } wanted
                ? session.Query(sql, ReadPlace, id, start, limit + 1, wanted)
                : session.Query(sql, ReadPlace, id, start, limit + 1)),
            limit);
    }

    private static (string Id, long Position) ReadPlace(SqliteDataReader reader) => (reader.GetString(0), reader.GetInt64(1));

    private static SoldSum ReadSold(SqliteDataReader reader) => new(
        reader.GetString(0), reader.GetString(1), reader.GetInt64(2), reader.GetInt64(3), reader.GetInt64(4), reader.GetInt64(5),
        reader.GetInt64(6));

    private static SaleSum ReadSum(SqliteDataReader reader) => new(
        (OrderStatus)reader.GetInt32(0), reader.GetString(1), reader.GetInt64(2), reader.GetInt64(3), reader.GetInt64(4), reader.GetInt64(5));

    private static OpenSale ReadOpen(SqliteDataReader reader) => new(
        reader.GetString(0), (OrderStatus)reader.GetInt32(1), reader.GetString(2), reader.GetInt64(3), reader.GetInt32(4));
}

/// <summary>What both stores of orders say alike.</summary>
internal static class OrderRows
{
    public static InconsistentStateException Conflict(OrderRow row) =>
        new($"Order {row.OrderId} is no longer at version {row.Version}.");
}
