using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;

namespace SocialCommerce.Tools.Tests.Verify;

/// <summary>
/// A small store in which all is well: o_1 is paid, o_2 is cancelled, o_3 waits for its money, o_4 was refunded in part. Made of
/// tables without the store's own guards, so that everything can be broken.
/// </summary>
internal sealed class SampleStore : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("order-checker-tests-");
    private readonly SqliteConnection _connection;
    private byte[] _hash = new byte[SHA256.HashSizeInBytes];
    private long _sequence;

    public SampleStore()
    {
        _connection = new SqliteConnection($"Data Source={System.IO.Path.Combine(_folder.FullName, "store.db")};Pooling=False");
        _connection.Open();
        Execute(
            """
            CREATE TABLE customer_order (number INTEGER PRIMARY KEY, order_id TEXT, buyer_id TEXT, version INTEGER, due_at INTEGER, checksum INTEGER, payload BLOB);
            CREATE TABLE sale (seller_id TEXT, number INTEGER, order_id TEXT, status INTEGER, currency TEXT, amount_minor INTEGER, refunded_minor INTEGER, units INTEGER);
            CREATE TABLE audit_entry (chain TEXT, sequence INTEGER, payload BLOB, hash BLOB);
            CREATE TABLE grain_state (grain_id TEXT, state_name TEXT, format INTEGER, version INTEGER, payload BLOB);
            CREATE TABLE interaction (user_id TEXT, event_id TEXT, product_id TEXT, kind INTEGER, value REAL);
            """);
        Fill();
    }

    public string Path => _folder.FullName;

    public void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Adds an entry to the ledger, tied to the one before.</summary>
    public void Move(string movements)
    {
        var payload = Encoding.UTF8.GetBytes($$"""{"movements":[{{movements}}]}""");
        var number = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(number, ++_sequence);
        _hash = SHA256.HashData([.. _hash, .. SHA256.HashData("stock/p_1"u8), .. number, .. payload]);
        Insert("INSERT INTO audit_entry VALUES ('stock/p_1', $1, $2, $3)", _sequence, payload, _hash);
    }

    /// <summary>Adds an order, as it is stored.</summary>
    public void Order(string orderId, string buyerId, int quantity, string events, string tasks = "", long? total = null)
    {
        var payload = Encoding.UTF8.GetBytes(
            $$$"""
            {"placed":{"buyerId":"{{{buyerId}}}","fingerprint":"f","lines":[{"lineId":"1","productId":"p_1","sellerId":"u_s","title":"T","quantity":{{{quantity}}},
            "unitPrice":{"amountMinor":100,"currency":"CNY"},"priceVersion":1,"listTotal":{"amountMinor":{{{100 * quantity}}},"currency":"CNY"},"steps":[],
            "total":{"amountMinor":{{{100 * quantity}}},"currency":"CNY"}}],"voucherIds":[],"listTotal":{"amountMinor":{{{100 * quantity}}},"currency":"CNY"},
            "total":{"amountMinor":{{{total ?? (100 * quantity)}}},"currency":"CNY"},"createdAt":"2026-01-01T00:00:00+00:00","expiresAt":"2026-01-01T00:15:00+00:00","token":"t"},
            "events":[{{{events}}}],"tasks":[{{{tasks}}}]}
            """);
        Insert(
            "INSERT INTO customer_order (order_id, buyer_id, version, checksum, payload) VALUES ($1, $2, 1, $3, $4)",
            orderId, buyerId, BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(payload)), payload);
        Insert("INSERT INTO sale VALUES ('u_s', 1, $1, 2, 'CNY', $2, 0, $3)", orderId, 100L * quantity, quantity);
    }

    public void Charge(string orderId, long amount, string refunds = "") => State(
        $"simulatedpayment/sim_{orderId}", "simulated-payment",
        $$$"""{"charge":{"idempotencyKey":"k","orderId":"{{{orderId}}}","amount":{"amountMinor":{{{amount}}},"currency":"CNY"}},"status":3,"notices":0,"refunds":[{{{refunds}}}]}""");

    public void State(string grainId, string name, string payload) =>
        Insert("INSERT INTO grain_state VALUES ($1, $2, 1, 1, $3)", grainId, name, Encoding.UTF8.GetBytes(payload));

    public void Dispose()
    {
        _connection.Dispose();
        _folder.Delete(recursive: true);
    }

    private void Fill()
    {
        Move("""{"kind":1,"at":"2026-01-01T00:00:00Z","opening":{"sellerId":"u_s","available":10,"sold":0,"reservations":[],"over":[]}},{"kind":11,"at":"2026-01-01T00:00:00Z","policy":{"buyerMax":3}}""");
        Move(
            """
            {"kind":2,"at":"2026-01-01T00:00:01Z","id":"o_1","quantity":2,"expiresAt":"2026-01-01T00:17:00Z","buyerId":"u_1"},
            {"kind":2,"at":"2026-01-01T00:00:01Z","id":"o_2","quantity":1,"expiresAt":"2026-01-01T00:17:00Z","buyerId":"u_2"}
            """);
        Move(
            """
            {"kind":3,"at":"2026-01-01T00:00:02Z","id":"o_1","quantity":2,"sold":2},
            {"kind":3,"at":"2026-01-01T00:00:02Z","id":"o_2","quantity":1,"released":1},
            {"kind":2,"at":"2026-01-01T00:00:02Z","id":"o_3","quantity":1,"expiresAt":"2026-01-01T00:17:00Z","buyerId":"u_3"},
            {"kind":2,"at":"2026-01-01T00:00:02Z","id":"o_4","quantity":3,"expiresAt":"2026-01-01T00:17:00Z","buyerId":"u_4"}
            """);
        Move("""{"kind":3,"at":"2026-01-01T00:00:03Z","id":"o_4","quantity":3,"sold":3},{"kind":9,"at":"2026-01-01T00:00:03Z","id":"rf_1","quantity":1,"ofId":"o_4"}""");
        Order("o_1", "u_1", 2, Paid("o_1", 200));
        Order("o_2", "u_2", 1, """{"kind":6,"at":"2026-01-01T00:00:02Z"}""");
        Order("o_3", "u_3", 1, "");
        Order(
            "o_4", "u_4", 3,
            Paid("o_4", 300) + """
            ,{"kind":10,"at":"2026-01-01T00:00:02Z","reference":"rf_1","amount":{"amountMinor":100,"currency":"CNY"},"lines":[{"lineId":"1","quantity":1}],"isRestocked":true},
            {"kind":11,"at":"2026-01-01T00:00:02Z","reference":"rf_1","amount":{"amountMinor":100,"currency":"CNY"},"lines":[]}
            """);
        Charge("o_1", 200);
        Charge("o_4", 300, """{"idempotencyKey":"rf_1","amountMinor":100}""");
        State("stock/p_1", "stock", """{"sequence":4,"available":5,"sold":4,"received":10}""");
        State("product/p_1", "product", """{"details":{"price":{"amountMinor":100,"currency":"CNY"}},"priceChanges":0}""");
        Execute("INSERT INTO interaction VALUES ('u_1', 'o_1:1', 'p_1', 6, 2), ('u_4', 'o_4:1', 'p_1', 6, 3), ('u_4', 'e_1', 'p_1', 2, NULL)");
    }

    private static string Paid(string orderId, long amount) =>
        $$$"""{"kind":1,"at":"2026-01-01T00:00:01Z","reference":"{{{orderId}}}:pay:1"},{"kind":2,"at":"2026-01-01T00:00:02Z","reference":"sim_{{{orderId}}}","amount":{"amountMinor":{{{amount}}},"currency":"CNY"},"lines":[]}""";

    private void Insert(string sql, params object[] values)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (index, value) in values.Index())
        {
            command.Parameters.AddWithValue($"${index + 1}", value);
        }

        command.ExecuteNonQuery();
    }
}
