using SocialCommerce.Grains.Interfaces.Recommendations;
using SocialCommerce.Grains.Recommendations;

namespace SocialCommerce.Grains.Tests.Recommendations;

public sealed class TrendLedgerTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly TrendLedger _ledger = new(new TrendState(), TimeSpan.FromMinutes(10), capacity: 50);

    [Fact]
    public void Apply_HitsOfTwoAges_CountHalfPerHalfLife()
    {
        _ledger.Apply(Delta(0, (1, "old", 0), (2, "new", 10)));

        var top = _ledger.Top(10, Now.AddMinutes(10));

        Assert.Equal(["new", "old"], top.Select(entry => entry.ProductId));
        Assert.Equal(1, top[0].Score, 3);
        Assert.Equal(0.5, top[1].Score, 3);
    }

    [Fact]
    public void Apply_RowsAgain_CountOnce()
    {
        _ledger.Apply(Delta(0, (1, "p-1", 0), (2, "p-1", 0)));
        _ledger.Apply(Delta(0, (1, "p-1", 0), (2, "p-1", 0), (3, "p-1", 0)));

        Assert.Equal(3, _ledger.Top(1, Now)[0].Score, 3);
        Assert.Equal(3, _ledger.Applied(5));
    }

    [Fact]
    public void Apply_AGapInWhatWasTold_IsRefusedAndAppliesNothing()
    {
        _ledger.Apply(Delta(0, (1, "p-1", 0)));

        Assert.False(_ledger.Apply(Delta(2, (3, "p-1", 0))));

        Assert.Equal(1, _ledger.Top(1, Now)[0].Score, 3);
        Assert.True(_ledger.Apply(Delta(1, (3, "p-1", 0))));
        Assert.Equal(2, _ledger.Top(1, Now)[0].Score, 3);
    }

    [Fact]
    public void Export_ThenContinue_KnowsWhatItHas()
    {
        _ledger.Apply(Delta(0, (1, "p-1", 0)));
        Assert.True(_ledger.IsDirty);
        var restored = new TrendLedger(_ledger.Export(), TimeSpan.FromMinutes(10), capacity: 50);

        Assert.False(_ledger.IsDirty);
        Assert.True(restored.Apply(Delta(1, (1, "p-1", 0), (2, "p-2", 0))));
        Assert.Equal([("p-1", 1.0), ("p-2", 1.0)], restored.Top(10, Now).Select(entry => (entry.ProductId, entry.Score)).Order());
    }

    [Fact]
    public void Apply_ManyProducts_IsBounded()
    {
        for (var sequence = 1; sequence <= 500; sequence++)
        {
            _ledger.Apply(Delta(0, (sequence, $"p-{sequence}", 0)));
        }

        Assert.Equal(50, _ledger.Top(1_000, Now).Length);
    }

    private static TrendDelta Delta(long previous, params (long Sequence, string ProductId, int Minutes)[] hits) => new(
        5, [.. hits.Select(hit => new TrendHit(hit.Sequence, hit.ProductId, 1f, Now.AddMinutes(hit.Minutes)))], previous);
}
