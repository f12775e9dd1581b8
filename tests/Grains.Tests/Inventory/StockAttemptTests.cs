using SocialCommerce.Grains.Interfaces.Inventory;
using SocialCommerce.Grains.Inventory;

namespace SocialCommerce.Grains.Tests.Inventory;

/// <summary>Several attempts to reserve under one id, and sales that are forgotten.</summary>
public sealed class StockAttemptTests
{
    private readonly BookOfRecord _stock = new(10);

    [Fact]
    public void Reserve_ByALaterAttempt_TakesTheHoldOver()
    {
        _stock.Reserve("a", 8, token: "t-1");

        Assert.Equal(StockOutcome.Insufficient, _stock.Reserve("a", 11, token: "t-2"));
        Assert.Equal(StockOutcome.Done, _stock.Reserve("a", 9, token: "t-2"));
        Assert.Equal(new StockLevel(1, 9, 0), _stock.Level());
        Assert.Equal(StockOutcome.Stale, _stock.Reserve("a", 8, token: "t-1"));
        Assert.Equal(BookOfRecord.Describe(_stock.Book), BookOfRecord.Describe(_stock.Replay(2)));
    }

    [Fact]
    public void Settle_ByAnEarlierAttempt_MovesNothing()
    {
        _stock.Reserve("a", 4, token: "t-1");
        _stock.Reserve("a", 4, token: "t-2");

        Assert.Equal(StockOutcome.Stale, _stock.Settle("a", 0, 4, "t-1"));
        Assert.Equal(StockOutcome.Stale, _stock.Extend("a", 600, "t-1"));
        Assert.Equal(StockOutcome.Stale, _stock.Settle("a", 4, 0));
        Assert.Equal(new StockLevel(6, 4, 0), _stock.Level());
        Assert.Equal(StockOutcome.Done, _stock.Settle("a", 4, 0, "t-2"));
    }

    [Fact]
    public void Reserve_ByAnEarlierAttemptAfterTheLaterIsOver_IsStale()
    {
        _stock.Reserve("a", 4, token: "t-2");
        _stock.Settle("a", 0, 4, "t-2");

        Assert.Equal(StockOutcome.Stale, _stock.Reserve("a", 4, token: "t-1"));
        Assert.Equal(StockOutcome.Done, _stock.Reserve("a", 4, token: "t-3"));
    }

    [Fact]
    public void FindSold_OfWhatIsForgotten_IsWhatTheLedgerSays()
    {
        _stock.Reserve("a", 4);
        _stock.Settle("a", 3, 0);
        _stock.Now += TimeSpan.FromHours(1);
        _stock.Level();
        var entry = new StockEntry([.. _stock.Movements]);

        Assert.Equal((3, null), (entry.FindSold("a"), entry.FindSold("b")));
        Assert.Equal(StockOutcome.Done, StockRules.SettleForgotten(3, new SettleStock("a", 3, 0)));
        Assert.Equal(StockOutcome.Expired, StockRules.SettleForgotten(3, new SettleStock("a", 4, 0)));
    }
}
