using SocialCommerce.Grains.Orders;

namespace SocialCommerce.Grains.Tests.Orders;

public sealed class FailedOrdersTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly FailedOrders _failed = new();

    [Fact]
    public void IsWaiting_AfterEachFailure_LastsLonger()
    {
        _failed.Note("o", Start);

        Assert.True(_failed.IsWaiting("o", Start.AddSeconds(0.9)));
        Assert.False(_failed.IsWaiting("o", Start.AddSeconds(1)));

        _failed.Note("o", Start.AddSeconds(1));

        Assert.True(_failed.IsWaiting("o", Start.AddSeconds(2.9)));
        Assert.False(_failed.IsWaiting("o", Start.AddSeconds(3)));
    }

    [Fact]
    public void IsWaiting_AfterItWentOn_IsOver()
    {
        _failed.Note("o", Start);
        _failed.Forget("o");
        _failed.Note("o", Start);

        Assert.Equal(1, _failed.Count);
        Assert.False(_failed.IsWaiting("o", Start.AddSeconds(1)));
    }

    [Fact]
    public void IsWaiting_OfAnother_IsNot()
    {
        _failed.Note("o", Start);

        Assert.False(_failed.IsWaiting("other", Start));
    }
}
