using SocialCommerce.Grains.Interfaces.Recommendations;
using SocialCommerce.Grains.Recommendations;

namespace SocialCommerce.Grains.Rooms;

/// <summary>What the viewers of a room engage with, and whether what they would notice of it changed.</summary>
internal sealed class RoomHot(TrendState state, TimeSpan halfLife)
{
    private const int ProductsMax = 100;
    private const int NoticedMax = 10;

    private readonly TrendLedger _ledger = new(state, halfLife, ProductsMax);
    private ImmutableArray<string> _noticed = [];

    /// <summary>True when something was applied since <see cref="Export"/>.</summary>
    public bool IsDirty => _ledger.IsDirty;

    public long Applied(int partition) => _ledger.Applied(partition);

    public ImmutableArray<TrendEntry> Top(int limit, DateTimeOffset now) => _ledger.Top(limit, now);

    /// <summary>Whether no earlier rows are missing, and whether the strongest are others than before.</summary>
    public (bool IsWhole, bool HasChanged) Apply(TrendDelta delta, DateTimeOffset now)
    {
        var isWhole = _ledger.Apply(delta);
        ImmutableArray<string> noticed = [.. _ledger.Top(NoticedMax, now).Select(entry => entry.ProductId)];
        var hasChanged = !noticed.SequenceEqual(_noticed);
        _noticed = noticed;
        return (isWhole, hasChanged);
    }

    public TrendState Export() => _ledger.Export();
}
