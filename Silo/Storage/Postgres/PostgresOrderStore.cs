using Microsoft.Extensions.Logging;
using Npgsql;
using SocialCommerce.Grains.Interfaces.Common;
using SocialCommerce.Grains.Interfaces.Orders;
using SocialCommerce.Grains.Orders;
using static SocialCommerce.Silo.Storage.PostgresParameter;

namespace SocialCommerce.Silo.Storage;

/// <summary>Orders, what sellers see of them and what was sold as three tables of the database that all silos share.</summary>
internal sealed class PostgresOrderStore : IOrderStore, IDisposable
{
    private readonly PostgresStore _store;
    private readonly PostgresWriter<OrderRow, bool> _writer;

    public PostgresOrderStore(PostgresStore store, ILogger<PostgresOrderStore> logger)
    {
        _store = store;
        _writer = new("postgres-orders", store, logger, Save, DivideByOrder);
    }

    public async Task<StoredOrder?> ReadAsync(string orderId, CancellationToken cancellationToken)
    {
        const string Sql = "SELECT version, payload, checksum FROM customer_order WHERE order_id = $1";

        var rows = await _store.QueryAsync(
            Sql,
            reader => new StoredOrder(
                reader.GetInt64(0),
                PayloadChecksum.Check(reader.GetFieldValue<byte[]>(1), reader.GetInt64(2), $"Order {orderId}")),
            cancellationToken,
            Of(orderId));
        return rows.FirstOrDefault();
    }

    public async Task SaveAsync(OrderRow row, CancellationToken cancellationToken) =>
        await _writer.WriteAsync(row, cancellationToken);

    public Task<IdPage> PageOfBuyerAsync(string buyerId, PageRequest request, CancellationToken cancellationToken)
    {
        const string Sql =
            "SELECT order_id, number FROM customer_order WHERE buyer_id = $1 AND number < $2 ORDER BY number DESC LIMIT $3";

        return PageAsync(Sql, request, [Of(buyerId)], cancellationToken);
    }

    public Task<IdPage> PageOfSellerAsync(
        string sellerId, OrderStatus? status, PageRequest request, CancellationToken cancellationToken)
    {
        const string All =
            "SELECT order_id, number FROM sale WHERE seller_id = $1 AND number < $2 ORDER BY number DESC LIMIT $3";
        const string Some =
            "SELECT order_id, number FROM sale WHERE seller_id = $1 AND number < $2 AND status = $4 ORDER BY number DESC LIMIT $3";

        return status is { } wanted
            ? PageAsync(Some, request, [Of(sellerId), Of((int)wanted)], cancellationToken)
            : PageAsync(All, request, [Of(sellerId)], cancellationToken);
    }

    public async Task<SellerBoard> ReadBoardAsync(string sellerId, int limit, CancellationToken cancellationToken)
    {
        // One statement, so that both see the same moment. A row is a sum or an open part.
        const string Sql =
            """
            SELECT NULL, status, currency, count(*), sum(units)::bigint, sum(amount_minor)::bigint, sum(refunded_minor)::bigint
            FROM sale WHERE seller_id = $1 GROUP BY status, currency
            UNION ALL
            SELECT order_id, status, currency, number, units, amount_minor, refunded_minor FROM (
              SELECT * FROM sale WHERE seller_id = $1 AND status IN (1, 2, 3) ORDER BY number DESC LIMIT $2) AS open
            """;

        var rows = await _store.QueryAsync(Sql, ReadBoardRow, cancellationToken, Of(sellerId), Of(limit));
        return new SellerBoard(
            [.. rows.Where(row => row.OrderId is null).OrderBy(row => row.Status).ThenBy(row => row.Currency, StringComparer.Ordinal)
                .Select(row => new SaleSum(row.Status, row.Currency, row.Number, row.Units, row.Amount, row.Refunded))],
            [.. rows.Where(row => row.OrderId is not null).OrderByDescending(row => row.Number)
                .Select(row => new OpenSale(row.OrderId!, row.Status, row.Currency, row.Amount, (int)row.Units))]);
    }

    public async Task<IReadOnlyList<SoldSum>> ReadSoldInRoomAsync(string roomId, TimeSpan bucket, CancellationToken cancellationToken)
    {
        const string Sql =
            """
            SELECT place::text AS key, currency, count(DISTINCT number), sum(units)::bigint, sum(amount_minor)::bigint,
              sum(refunded_units)::bigint, sum(refunded_minor)::bigint
            FROM (SELECT paid_at / $2 AS place, * FROM sold_line WHERE room_id = $1) AS line
            GROUP BY place, currency ORDER BY place, currency
            """;

        return await _store.QueryAsync(Sql, ReadSold, cancellationToken, Of(roomId), Of((long)bucket.TotalMilliseconds));
    }

    public async Task<IReadOnlyList<SoldSum>> ReadSoldBySellerAsync(
        string sellerId, SoldBy by, DateTimeOffset from, DateTimeOffset to, int limit, CancellationToken cancellationToken)
    {
        const string Columns =
            """
            currency, count(DISTINCT number), sum(units)::bigint, sum(amount_minor)::bigint, sum(refunded_units)::bigint,
            sum(refunded_minor)::bigint
            """;
        const string Rows = "FROM sold_line WHERE seller_id = $1 AND paid_at >= $2 AND paid_at < $3";
        const string MostFirst = "ORDER BY sum(amount_minor) DESC, 1, 2 LIMIT $4";
        const string Products = $"SELECT product_id, {Columns} {Rows} GROUP BY product_id, currency {MostFirst}";
        const string Rooms = $"SELECT room_id, {Columns} {Rows} AND room_id IS NOT NULL GROUP BY room_id, currency {MostFirst}";
        const string Days =
            $"""
            SELECT (paid_at / 86400000)::text, {Columns} {Rows}
            GROUP BY paid_at / 86400000, currency ORDER BY paid_at / 86400000 DESC, currency LIMIT $4
            """;

        var sql = by switch
        {
            SoldBy.Product => Products,
            SoldBy.Room => Rooms,
            _ => Days,
        };
        return await _store.QueryAsync(
            sql, ReadSold, cancellationToken, Of(sellerId), Of(from.ToUnixTimeMilliseconds()), Of(to.ToUnixTimeMilliseconds()), Of(limit));
    }

    public async Task<IReadOnlyList<string>> ReadDueAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken)
    {
        const string Sql = "SELECT order_id FROM customer_order WHERE due_at <= $1 ORDER BY due_at LIMIT $2";

        return await _store.QueryAsync(
            Sql, static reader => reader.GetString(0), cancellationToken, Of(now.ToUnixTimeMilliseconds()), Of(limit));
    }

    public void Dispose() => _writer.Dispose();

    // The sales go with the order that is written, and with nothing when it is refused.
    private static void Save(NpgsqlConnection connection, List<PendingWrite<OrderRow, bool>> batch)
    {
        using var commands = new NpgsqlBatch(connection);
        foreach (var pending in batch)
        {
            commands.BatchCommands.Add(PostgresOrderWrites.Make(pending.Entry));
        }

        using (var reader = commands.ExecuteReader())
        {
            foreach (var pending in batch)
            {
                var isWritten = reader.Read();
                pending.Refusal = isWritten ? null : OrderRows.Conflict(pending.Entry);
                pending.Result = isWritten;
                reader.NextResult();
            }
        }
    }

    // Two writes of one order do not share a transaction: one that is refused says so for itself.
    private static IEnumerable<List<PendingWrite<OrderRow, bool>>> DivideByOrder(List<PendingWrite<OrderRow, bool>> batch)
    {
        var part = new List<PendingWrite<OrderRow, bool>>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var pending in batch)
        {
            if (!seen.Add(pending.Entry.OrderId))
            {
                yield return part;
                part = [];
                seen = new HashSet<string>(StringComparer.Ordinal) { pending.Entry.OrderId };
            }

            part.Add(pending);
        }

        yield return part;
    }

    private async Task<IdPage> PageAsync(
        string sql, PageRequest request, NpgsqlParameter[] ofWhom, CancellationToken cancellationToken)
    {
        // One row more than asked for tells whether there is a next page.
        var limit = ListPages.LimitOf(request);
        var rows = await _store.QueryAsync(
            sql, static reader => (Id: reader.GetString(0), Position: reader.GetInt64(1)), cancellationToken,
            [ofWhom[0], Of(ListPages.StartOf(request)), Of(limit + 1), .. ofWhom[1..]]);
        return ListPages.Make(rows, limit);
    }

    private static SoldSum ReadSold(NpgsqlDataReader reader) => new(
        reader.GetString(0), reader.GetString(1), reader.GetInt64(2), reader.GetInt64(3), reader.GetInt64(4), reader.GetInt64(5),
        reader.GetInt64(6));

    private static BoardRow ReadBoardRow(NpgsqlDataReader reader) => new(
        reader.IsDBNull(0) ? null : reader.GetString(0), (OrderStatus)reader.GetInt32(1), reader.GetString(2),
        reader.GetInt64(3), reader.GetInt64(4), reader.GetInt64(5), reader.GetInt64(6));

    private sealed record BoardRow(
        string? OrderId, OrderStatus Status, string Currency, long Number, long Units, long Amount, long Refunded);
}
