using System.Diagnostics.CodeAnalysis;

namespace SocialCommerce.Grains.Inventory;

/// <summary>The units that are held, by id and in the order in which they expire.</summary>
internal sealed class StockHolds
{
    private static readonly Comparer<(long Ticks, string Id)> ByExpiry = Comparer<(long Ticks, string Id)>.Create(
        static (left, right) => left.Ticks != right.Ticks ? left.Ticks.CompareTo(right.Ticks) : string.CompareOrdinal(left.Id, right.Id));

    private readonly Dictionary<string, StockHold> _holds = new(StringComparer.Ordinal);
    private readonly SortedSet<(long Ticks, string Id)> _expiries = new(ByExpiry);

    public int Count => _holds.Count;

    /// <summary>Units held in all.</summary>
    public int Units { get; private set; }

    /// <summary>In the order in which they expire.</summary>
    public IEnumerable<StockHold> All => _expiries.Select(expiry => _holds[expiry.Id]);

    /// <summary>The one that expires next; null without any.</summary>
    public StockHold? Next => _expiries.Count == 0 ? null : _holds[_expiries.Min.Id];

    public StockHold this[string id] => _holds[id];

    public bool TryGet(string id, [MaybeNullWhen(false)] out StockHold hold) => _holds.TryGetValue(id, out hold);

    public void Keep(StockHold hold)
    {
        _holds.Add(hold.Id, hold);
        _expiries.Add((hold.ExpiresAt.UtcTicks, hold.Id));
        Units += hold.Held;
    }

    public void Drop(StockHold hold)
    {
        _holds.Remove(hold.Id);
        _expiries.Remove((hold.ExpiresAt.UtcTicks, hold.Id));
        Units -= hold.Held;
    }

    /// <summary>Whether every hold is in both orders and its units are counted.</summary>
    public bool AreSound() => _expiries.Count == _holds.Count && _holds.Values.Sum(hold => (long)hold.Held) == Units;
}
