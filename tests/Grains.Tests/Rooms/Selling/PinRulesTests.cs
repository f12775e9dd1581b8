using SocialCommerce.Grains.Interfaces.Common;
using SocialCommerce.Grains.Interfaces.Inventory;
using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Rooms.Selling;
using SocialCommerce.Grains.Rooms;
using SocialCommerce.Grains.Rooms.Selling;
using static SocialCommerce.Grains.Tests.Rooms.RoomSamples;

namespace SocialCommerce.Grains.Tests.Rooms.Selling;

public sealed class PinRulesTests
{
    [Fact]
    public void Apply_PinAndUnpin_KeepsWhenItWas()
    {
        var pinned = RoomRules.Apply(RoomSamples.Room(RoomStatus.Live), Pin(1, "p-1"));
        var unpinned = RoomRules.Apply(pinned, new RoomEvent(2, RoomEventType.ProductUnpinned, Now.AddMinutes(2), ProductId: "p-1"));

        Assert.Equal(new PinSpan("p-1", new Money(100, "CNY"), 1, Now), Assert.Single(pinned.PinHistory));
        Assert.Equal(new PinSpan("p-1", new Money(100, "CNY"), 1, Now, Now.AddMinutes(2)), Assert.Single(unpinned.PinHistory));
    }

    [Fact]
    public void Apply_PinWithANewPrice_EndsOneSpanAndBeginsAnother()
    {
        var pinned = RoomRules.Apply(RoomSamples.Room(RoomStatus.Live), Pin(1, "p-1"));
        var repriced = PinRules.Reprice(pinned, new PriceChange("p-1", new Money(80, "CNY"), 2))!;
        var next = RoomRules.Apply(pinned, new RoomEvent(2, RoomEventType.ProductPinned, Now.AddMinutes(1), Pin: repriced));

        Assert.Equal(Now, next.Pins.Single().PinnedAt);
        Assert.Equal((80, 2), (next.Pins.Single().Price.AmountMinor, next.Pins.Single().PriceVersion));
        Assert.Equal([Now.AddMinutes(1), null], next.PinHistory.Select(span => span.UnpinnedAt));
        Assert.Equal([1L, 2L], next.PinHistory.Select(span => span.PriceVersion));
    }

    [Fact]
    public void Reprice_ThatIsNotNewer_IsNone()
    {
        var pinned = RoomRules.Apply(RoomSamples.Room(RoomStatus.Live), Pin(1, "p-1"));

        Assert.Null(PinRules.Reprice(pinned, new PriceChange("p-1", new Money(80, "CNY"), 1)));
        Assert.Null(PinRules.Reprice(pinned, new PriceChange("p-2", new Money(80, "CNY"), 2)));
    }

    [Fact]
    public void Apply_EndOfTheRoom_EndsEverySpan()
    {
        var pinned = RoomRules.Apply(RoomRules.Apply(RoomSamples.Room(RoomStatus.Live), Pin(1, "p-1")), Pin(2, "p-2"));
        var ended = RoomRules.Apply(pinned, Enter(3, RoomStatus.Ended, Now.AddHours(1)));

        Assert.Empty(ended.Pins);
        Assert.All(ended.PinHistory, span => Assert.Equal(Now.AddHours(1), span.UnpinnedAt));
    }

    [Fact]
    public void Apply_StockOfAPinnedProduct_MovesItsBand()
    {
        var pinned = RoomRules.Apply(RoomSamples.Room(RoomStatus.Live), Pin(1, "p-1"));

        Assert.Equal(StockBand.Low, RoomRules.Apply(pinned, Stock(2)).Pins.Single().StockBand);
    }

    [Fact]
    public void Apply_MoreSpansThanAreKept_ForgetsTheOldest()
    {
        var state = RoomSamples.Room(RoomStatus.Live);
        for (var sequence = 1; sequence <= PinRules.HistoryMax + 1; sequence++)
        {
            state = RoomRules.Apply(state, Pin(sequence, "p-1", price: sequence));
        }

        Assert.Equal(PinRules.HistoryMax, state.PinHistory.Length);
        Assert.Equal(2, state.PinHistory[0].Price.AmountMinor);
    }

    [Theory]
    [InlineData(0, StockBand.None)]
    [InlineData(1, StockBand.Low)]
    [InlineData(10, StockBand.Low)]
    [InlineData(11, StockBand.Some)]
    [InlineData(100, StockBand.Some)]
    [InlineData(101, StockBand.Plenty)]
    public void StockBand_AtItsEdges_IsAsDocumented(int stock, StockBand expected) => Assert.Equal(expected, StockBands.Of(stock));

    [Fact]
    public void NewestPrices_AnOlderPriceHeardLater_IsNotShown()
    {
        var prices = new NewestPrices();
        prices.Note(new PriceChange("p-1", new Money(3, "CNY"), 3));
        prices.Note(new PriceChange("p-1", new Money(2, "CNY"), 2));

        var pin = prices.Apply(Pin(1, "p-1").Pin!);

        Assert.Equal((3, 3), (pin.Price.AmountMinor, pin.PriceVersion));
    }
}
