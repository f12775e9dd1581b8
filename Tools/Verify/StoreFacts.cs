using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using SocialCommerce.Tools.Input;

namespace SocialCommerce.Tools.Verify;

/// <summary>
/// What a store has of orders, units and money, read from a copy of its file by SQL and JSON alone: nothing of the program
/// that wrote it helps, so that it can be contradicted.
/// </summary>
internal sealed class StoreFacts
{
    private const string FileName = "store.db";
    private const string LogName = FileName + "-wal";
    private const int Purchase = 6;

    public List<OrderFacts> Orders { get; } = [];

    public List<SaleFacts> Sales { get; } = [];

    public List<LedgerFacts> Ledgers { get; } = [];

    public List<SnapshotFacts> Snapshots { get; } = [];

    public List<PaymentFacts> Payments { get; } = [];

    public List<PurchaseFacts> Purchases { get; } = [];

    /// <summary>The present price of each product.</summary>
    public Dictionary<string, PriceFacts> Prices { get; } = new(StringComparer.Ordinal);

    /// <summary>Rows that are not as they were written.</summary>
    public List<string> Damage { get; } = [];

    public long ChainEntries { get; private set; }

    /// <exception cref="InputFormatException">There is no store, or it cannot be read.</exception>
    public static StoreFacts Read(string dataDirectory)
    {
        var copy = Directory.CreateTempSubdirectory("social-commerce-verify-").FullName;
        try
        {
            return ReadCopy(dataDirectory, copy);
        }
        catch (Exception exception) when (exception is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new InputFormatException(dataDirectory, $"has no store that can be read: {exception.Message}", exception);
        }
        finally
        {
            Directory.Delete(copy, recursive: true);
        }
    }

    // Opening a database that a killed process left repairs it, so a copy is opened.
    private static StoreFacts ReadCopy(string dataDirectory, string copy)
    {
        File.Copy(Path.Combine(dataDirectory, FileName), Path.Combine(copy, FileName));
        if (File.Exists(Path.Combine(dataDirectory, LogName)))
        {
            File.Copy(Path.Combine(dataDirectory, LogName), Path.Combine(copy, LogName));
        }

        var source = new SqliteConnectionStringBuilder { DataSource = Path.Combine(copy, FileName), Mode = SqliteOpenMode.ReadWrite, Pooling = false };
        using var connection = new SqliteConnection(source.ToString());
        connection.Open();
        var facts = new StoreFacts();
        facts.ReadOrders(connection);
        facts.ReadSales(connection);
        facts.ReadChains(connection);
        facts.ReadStates(connection);
        facts.ReadPurchases(connection);
        return facts;
    }

    private void ReadOrders(SqliteConnection connection) =>
        Each(connection, "SELECT order_id, buyer_id, checksum, payload FROM customer_order ORDER BY number", row =>
        {
            var (orderId, payload) = (row.GetString(0), row.GetFieldValue<byte[]>(3));
            if (BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(payload)) != row.GetInt64(2))
            {
                Damage.Add($"order {orderId}: its checksum is another");
            }

            Try($"order {orderId}", () => Orders.Add(OrderFacts.Read(orderId, row.GetString(1), payload)));
        });

    private void ReadSales(SqliteConnection connection) =>
        Each(connection, "SELECT order_id, seller_id, amount_minor, refunded_minor, units FROM sale", row => Sales.Add(
            new SaleFacts(row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3), row.GetInt32(4))));

    private void ReadChains(SqliteConnection connection)
    {
        var (chain, last, hash, isSound) = (string.Empty, 0L, new byte[SHA256.HashSizeInBytes], true);
        Each(connection, "SELECT chain, sequence, payload, hash FROM audit_entry ORDER BY chain, sequence", row =>
        {
            if (row.GetString(0) != chain)
            {
                (chain, last, hash, isSound) = (row.GetString(0), 0, new byte[SHA256.HashSizeInBytes], true);
            }

            ChainEntries++;
            var (sequence, payload, stored) = (row.GetInt64(1), row.GetFieldValue<byte[]>(2), row.GetFieldValue<byte[]>(3));
            if (isSound && (sequence != last + 1 || !stored.AsSpan().SequenceEqual(HashOf(chain, sequence, hash, payload))))
            {
                Damage.Add($"chain {chain}: entry {sequence} does not follow entry {last}");
                isSound = false;
            }

            (last, hash) = (sequence, stored);
            if (chain.StartsWith("stock/", StringComparison.Ordinal))
            {
                Try($"chain {chain}, entry {sequence}", () => LedgerOf(chain).Apply(sequence, MovementFacts.ReadEntry(payload)));
            }
        });
    }

    private LedgerFacts LedgerOf(string chain)
    {
        if (Ledgers.Count == 0 || Ledgers[^1].Chain != chain)
        {
            Ledgers.Add(new LedgerFacts(chain));
        }

        return Ledgers[^1];
    }

    // The hash of an entry: over the hash before it, the hash of the chain's name, its number, and what it says.
    private static byte[] HashOf(string chain, long sequence, byte[] previous, byte[] payload)
    {
        var number = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(number, sequence);
        return SHA256.HashData([.. previous, .. SHA256.HashData(Encoding.UTF8.GetBytes(chain)), .. number, .. payload]);
    }

    private void ReadStates(SqliteConnection connection) =>
        Each(
            connection,
            "SELECT grain_id, state_name, payload FROM grain_state WHERE state_name IN ('stock', 'stock-shard', 'simulated-payment', 'product')",
            row =>
            {
                var (grainId, name, payload) = (row.GetString(0), row.GetString(1), row.GetFieldValue<byte[]>(2));
                Try($"state {name} of {grainId}", () => ReadState(grainId[(grainId.IndexOf('/', StringComparison.Ordinal) + 1)..], name, payload));
            });

    private void ReadState(string key, string name, byte[] payload)
    {
        using var document = JsonDocument.Parse(payload);
        var root = document.RootElement;
        switch (name)
        {
            case "simulated-payment":
                Payments.Add(PaymentFacts.Read(key, root));
                break;
            case "product" when root.TryGetProperty("details", out var details) && details.ValueKind == JsonValueKind.Object:
                Prices[key] = new PriceFacts(
                    details.GetProperty("price").GetProperty("amountMinor").GetInt64(),
                    1 + (root.TryGetProperty("priceChanges", out var changes) ? changes.GetInt64() : 0));
                break;
            case "stock" or "stock-shard":
                Snapshots.Add(SnapshotFacts.Read($"stock/{key}", root));
                break;
        }
    }

    private void ReadPurchases(SqliteConnection connection) =>
        Each(connection, $"SELECT user_id, event_id, product_id, value FROM interaction WHERE kind = {Purchase}", row => Purchases.Add(
            new PurchaseFacts(row.GetString(0), row.GetString(1), row.GetString(2), row.IsDBNull(3) ? 1 : row.GetDouble(3))));

    private void Try(string what, Action read)
    {
        try
        {
            read();
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            Damage.Add($"{what} cannot be read: {exception.Message}");
        }
    }

    private static void Each(SqliteConnection connection, string sql, Action<SqliteDataReader> visit)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            visit(reader);
        }
    }
}

/// <summary>What a seller sees of an order.</summary>
internal sealed record SaleFacts(string OrderId, string SellerId, long AmountMinor, long RefundedMinor, int Units);

/// <summary>A line of the interaction log that says that somebody bought.</summary>
internal sealed record PurchaseFacts(string BuyerId, string EventId, string ProductId, double Units);

internal sealed record PriceFacts(long AmountMinor, long Version);

/// <summary>A stock as its grain last kept it, made of the ledger up to an entry.</summary>
internal sealed record SnapshotFacts(string Chain, long Sequence, long Available, long Sold, long Received)
{
    public static SnapshotFacts Read(string chain, JsonElement state) => new(
        chain,
        Number(state, "sequence"),
        Number(state, "available"),
        Number(state, "sold"),
        Number(state, "received"));

    private static long Number(JsonElement state, string name) => state.TryGetProperty(name, out var value) ? value.GetInt64() : 0;
}

/// <summary>One charge in the books of the simulated provider.</summary>
/// <param name="ChargedMinor">What was taken; nothing unless the charge succeeded.</param>
/// <param name="IsOver">Nothing is still to be decided or told.</param>
internal sealed record PaymentFacts(string PaymentId, string? OrderId, long ChargedMinor, long RefundedMinor, bool IsOver)
{
    private const int Pending = 1;
    private const int ActionRequired = 2;
    private const int Succeeded = 3;

    public static PaymentFacts Read(string paymentId, JsonElement state)
    {
        var status = state.TryGetProperty("status", out var known) ? known.GetInt32() : 0;
        var charge = state.TryGetProperty("charge", out var asked) && asked.ValueKind == JsonValueKind.Object ? asked : (JsonElement?)null;
        var refunds = state.TryGetProperty("refunds", out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Sum(refund => refund.GetProperty("amountMinor").GetInt64())
            : 0;
        var notices = state.TryGetProperty("notices", out var left) ? left.GetInt32() : 0;
        return new PaymentFacts(
            paymentId,
            charge?.GetProperty("orderId").GetString(),
            status == Succeeded ? charge!.Value.GetProperty("amount").GetProperty("amountMinor").GetInt64() : 0,
            refunds,
            notices == 0 && status is not (Pending or ActionRequired));
    }
}
