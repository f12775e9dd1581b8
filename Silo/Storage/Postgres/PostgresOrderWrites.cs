using Npgsql;
using SocialCommerce.Grains.Orders;
using static SocialCommerce.Silo.Storage.PostgresParameter;

namespace SocialCommerce.Silo.Storage;

/// <summary>An order with its sales and its sold lines as one statement: all of it is written, or nothing.</summary>
internal static class PostgresOrderWrites
{
    private const string Sales =
        """
        , sales AS (
          INSERT INTO sale (seller_id, number, order_id, status, currency, amount_minor, refunded_minor, units)
          SELECT s.seller_id, written.number, $1, s.status, s.currency, s.amount_minor, s.refunded_minor, s.units
          FROM written, unnest($6::text[], $7::int[], $8::text[], $9::bigint[], $10::bigint[], $11::int[])
            AS s (seller_id, status, currency, amount_minor, refunded_minor, units)
          ON CONFLICT (seller_id, number) DO UPDATE SET status = excluded.status, amount_minor = excluded.amount_minor,
            refunded_minor = excluded.refunded_minor, units = excluded.units)
        , sold AS (
          INSERT INTO sold_line
            (number, line_id, seller_id, product_id, room_id, paid_at, currency, amount_minor, refunded_minor, units, refunded_units)
          SELECT written.number, l.line_id, l.seller_id, l.product_id, l.room_id, l.paid_at, l.currency, l.amount_minor, l.refunded_minor,
            l.units, l.refunded_units
          FROM written, unnest($13::text[], $14::text[], $15::text[], $16::text[], $17::bigint[], $18::text[], $19::bigint[],
            $20::bigint[], $21::int[], $22::int[])
            AS l (line_id, seller_id, product_id, room_id, paid_at, currency, amount_minor, refunded_minor, units, refunded_units)
          ON CONFLICT (number, line_id) DO UPDATE SET refunded_minor = excluded.refunded_minor,
            refunded_units = excluded.refunded_units)
        SELECT number FROM written
        """;

    private const string Insert =
        """
        WITH written AS (
          INSERT INTO customer_order (order_id, version, buyer_id, due_at, checksum, payload)
          SELECT $1, $2 + 1, $12, $3, $4, $5 ON CONFLICT (order_id) DO NOTHING RETURNING number)
        """ + Sales;

    private const string Update =
        """
        WITH written AS (
          UPDATE customer_order SET version = version + 1, due_at = $3, checksum = $4, payload = $5
          WHERE order_id = $1 AND version = $2 AND buyer_id = $12 RETURNING number)
        """ + Sales;

    /// <summary>Answers a row when the order is written, and none when it is at another version.</summary>
    public static NpgsqlBatchCommand Make(OrderRow row)
    {
        var command = new NpgsqlBatchCommand(row.Version == 0 ? Insert : Update);
        command.Parameters.AddRange(OrderOf(row));
        command.Parameters.AddRange(SoldOf(row));
        return command;
    }

    private static NpgsqlParameter[] OrderOf(OrderRow row)
    {
        var payload = row.Payload.ToArray();
        return
        [
            Of(row.OrderId),
            Of(row.Version),
            new NpgsqlParameter<long?> { TypedValue = row.DueAt?.ToUnixTimeMilliseconds() },
            Of(PayloadChecksum.Of(payload)),
            Of(payload),
            Of(row.Sales.Select(sale => sale.SellerId).ToArray()),
            Of(row.Sales.Select(sale => (int)sale.Status).ToArray()),
            Of(row.Sales.Select(sale => sale.Currency).ToArray()),
            Of(row.Sales.Select(sale => sale.AmountMinor).ToArray()),
            Of(row.Sales.Select(sale => sale.RefundedMinor).ToArray()),
            Of(row.Sales.Select(sale => sale.Units).ToArray()),
            Of(row.BuyerId),
        ];
    }

    private static NpgsqlParameter[] SoldOf(OrderRow row) =>
    [
        Of(row.Sold.Select(line => line.LineId).ToArray()),
        Of(row.Sold.Select(line => line.SellerId).ToArray()),
        Of(row.Sold.Select(line => line.ProductId).ToArray()),
        Of(row.Sold.Select(line => line.RoomId).ToArray()),
        Of(row.Sold.Select(line => line.PaidAt.ToUnixTimeMilliseconds()).ToArray()),
        Of(row.Sold.Select(line => line.Currency).ToArray()),
        Of(row.Sold.Select(line => line.AmountMinor).ToArray()),
        Of(row.Sold.Select(line => line.RefundedMinor).ToArray()),
        Of(row.Sold.Select(line => line.Units).ToArray()),
        Of(row.Sold.Select(line => line.RefundedUnits).ToArray()),
    ];
}
