using System.Text;
using System.Text.Json;
using SocialCommerce.Grains.Common;
using SocialCommerce.Grains.Interfaces.Inventory;
using SocialCommerce.Grains.Inventory;

namespace SocialCommerce.Grains.Tests.Inventory;

/// <summary>A stock in memory and the movements that made it, as the grain drives it but without a store.</summary>
internal sealed class BookOfRecord
{
    public static readonly DateTimeOffset Start = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public BookOfRecord(int available = 10)
        : this(new StockOpening("seller", available, 0, [], []))
    {
    }

    public BookOfRecord(StockOpening opening) =>
        Record(new StockMovement(StockMovementKind.Opened, Start, Opening: opening));

    public StockBook Book { get; private set; } = new();

    public List<StockMovement> Movements { get; } = [];

    public DateTimeOffset Now { get; set; } = Start;

    public StockOutcome Reserve(string id, int quantity = 1, int seconds = 60, string? buyer = null, string? token = null) =>
        Decide((book, now) => StockRules.Reserve(book, new ReserveStock(id, quantity, now.AddSeconds(seconds), buyer, token), now));

    public StockOutcome Settle(string id, int sold, int released = 0, string? token = null) =>
        Decide((book, now) => StockRules.Settle(book, new SettleStock(id, sold, released, token), now));

    public StockOutcome Extend(string id, int seconds, string? token = null) =>
        Decide((book, now) => StockRules.Extend(book, new ExtendReservation(id, now.AddSeconds(seconds), token), now));

    public StockOutcome Return(string command, int quantity, string? of = null, bool restock = true) =>
        Decide((book, now) => StockRules.Return(book, new ReturnStock(command, of, quantity, restock), now));

    public StockOutcome Adjust(string command, StockAdjustment kind, int quantity, string? reason = "counted") =>
        Decide((book, now) => StockRules.Adjust(book, new AdjustStock(command, kind, quantity, reason, "seller", now), now));

    public StockOutcome SetPolicy(StockPolicy policy) =>
        Decide((book, now) => StockRules.SetPolicy(book, policy, "seller", now));

    public StockLevel Level()
    {
        Decide((_, _) => StockOutcome.Done);
        return Book.Level;
    }

    /// <summary>What the ledger alone makes, from a snapshot at a place and what came after it, each written and read.</summary>
    public StockBook Replay(int snapshotAt)
    {
        var first = new StockBook();
        foreach (var movement in Movements.Take(snapshotAt))
        {
            first.Apply(movement);
        }

        var second = new StockBook(Stored(first.Export(1)));
        foreach (var movement in Movements.Skip(snapshotAt))
        {
            second.Apply(movement);
        }

        second.CheckAll();
        return second;
    }

    public static string Describe(StockBook book)
    {
        // The order of buyers is nobody's business.
        var state = book.Export(1);
        var buyers = state.Buyers.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}");
        state.Buyers = state.Buyers.Clear();
        return Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(state, GrainJson.Default.StockState)) + string.Join(' ', buyers);
    }

    private StockOutcome Decide(Func<StockBook, DateTimeOffset, StockDecision> decide)
    {
        while (Book.FindDue(Now) is { } due)
        {
            Record(StockRules.Expire(due, Now));
        }

        var decision = decide(Book, Now);
        if (decision.Movement is { } movement)
        {
            Record(movement);
        }

        return decision.Outcome;
    }

    private void Record(StockMovement movement)
    {
        Book.Apply(movement);
        Book.CheckLaw();
        Movements.Add(movement);
    }

    private static StockState Stored(StockState state) => JsonSerializer.Deserialize(
        JsonSerializer.SerializeToUtf8Bytes(state, GrainJson.Default.StockState), GrainJson.Default.StockState)!;
}
