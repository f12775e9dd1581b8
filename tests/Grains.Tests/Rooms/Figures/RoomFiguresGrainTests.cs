using SocialCommerce.Grains.Interfaces.Common;
using SocialCommerce.Grains.Interfaces.Interactions;
using SocialCommerce.Grains.Interfaces.Orders;
using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Rooms.Figures;
using SocialCommerce.Grains.Orders;
using SocialCommerce.Grains.Rooms;
using SocialCommerce.Grains.Tests.Hosting;
using SocialCommerce.Grains.Tests.Orders;
using SocialCommerce.Grains.Tests.Products;
using static SocialCommerce.Grains.Tests.Rooms.RoomSamples;

namespace SocialCommerce.Grains.Tests.Rooms.Figures;

/// <summary>The figures of a room are those of its sources, whatever happened in between: nothing is missing or there twice.</summary>
public sealed class RoomFiguresGrainTests : IAsyncLifetime
{
    private const int Width = 10;

    private GrainHost _host = null!;

    private IRoomGrain Room => _host.Grains.GetGrain<IRoomGrain>("r-1");

    public async Task InitializeAsync()
    {
        _host = await GrainHost.StartAsync();
        await _host.Grains.StockAsync(2);
        await _host.Grains.RegisterAsync("u-1");
        await _host.Grains.RegisterAsync(OrderSamples.Buyer);
        await Room.CreateAsync(RoomSamples.Create());
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Figures_OfNoRoom_AreNone() =>
        Assert.Null(await _host.Grains.GetGrain<IRoomFiguresGrain>("r-none").GetAsync(new RoomFiguresRequest(Width)));

    [Fact]
    public async Task Figures_OfAShow_AreThoseOfItsSources()
    {
        await TouchAsync("early");
        _host.Clock.Advance(TimeSpan.FromSeconds(2 * Width));
        await ShowAsync();
        await CheckAsync();

        // A bucket later, and after a restart, on which all is read from where it was.
        _host.Clock.Advance(TimeSpan.FromSeconds(25));
        await SayAsync("late");
        await TouchAsync("late");
        await BuyAsync("o-late", "p-2");
        await CheckAsync();
        await _host.RestartAsync();
        await CheckAsync();

        await Room.ChangeStatusAsync(new ChangeRoomStatus(Host, RoomStatus.Ended));
        _host.Clock.Advance(TimeSpan.FromMinutes(1));
        await TouchAsync("after");
        await _host.Grains.Order("o-1").RefundAsync(OrderSamples.Refund("rf-1", ProductSamples.Seller, new LineQuantity("1", 1)));
        var figures = await CheckAsync();
        Assert.Equal((1L, 1L), (Clicks(figures.Before), Clicks(figures.After)));

        // From the one in which the room opened to the one in which it ended, without a hole.
        var first = figures.Room.StartedAt!.Value.ToUnixTimeSeconds() / Width;
        var last = figures.Room.EndedAt!.Value.ToUnixTimeSeconds() / Width;
        Assert.Equal(
            Enumerable.Range(0, (int)(last - first) + 1).Select(index => DateTimeOffset.FromUnixTimeSeconds((first + index) * Width)),
            figures.Buckets.Select(bucket => bucket.Start));
    }

    [Fact]
    public async Task Timeline_SaysWhatTheHostDid()
    {
        await ShowAsync();
        await Room.UnpinAsync(new PinProduct(Host, "p-1"));

        var figures = await GetAsync();

        Assert.Equal(
            [
                (RoomEventType.RoomState, null, RoomStatus.Live),
                (RoomEventType.ProductPinned, "Teapot 1", null),
                (RoomEventType.ProductUnpinned, "Teapot 1", (RoomStatus?)null),
            ],
            figures.Marks.Select(mark => (mark.Type, mark.Text, mark.Status)));
    }

    /// <summary>Rows that a crash took back are told again, and count once.</summary>
    [Fact]
    public async Task Touches_ToldAgain_CountOnce()
    {
        var grain = _host.Grains.GetGrain<IRoomFiguresGrain>("r-1");
        var at = _host.Clock.GetUtcNow();
        var first = new RoomTouches(3, [new RoomTouch(4, InteractionKind.Click, at), new RoomTouch(6, InteractionKind.Like, at)]);

        Assert.True(await grain.ApplyAsync(first));
        Assert.True(await grain.ApplyAsync(first with { Touches = [.. first.Touches, new RoomTouch(7, InteractionKind.Click, at)] }));
        Assert.False(await grain.ApplyAsync(new RoomTouches(3, [new RoomTouch(12, InteractionKind.Click, at)], Previous: 9)));

        Assert.Equal(7, await grain.FlushAsync(3));
        Assert.Equal(2, Clicks((await GetAsync()).Total));
    }

    [Fact]
    public async Task Touches_OfARoomThatNobodyOpened_HaveNothingToLose()
    {
        var grain = _host.Grains.GetGrain<IRoomFiguresGrain>("r-none");

        Assert.True(await grain.ApplyAsync(new RoomTouches(3, [new RoomTouch(4, InteractionKind.Click, Now)], Previous: 2)));
        Assert.Equal(long.MaxValue, await grain.FlushAsync(3));
    }

    private async Task ShowAsync()
    {
        await Room.ChangeStatusAsync(new ChangeRoomStatus(Host, RoomStatus.Live));
        await Room.PinAsync(new PinProduct(Host, "p-1"));
        await SayAsync("c-1");
        await SayAsync("c-2");
        await Room.RemoveCommentAsync(new RemoveComment(Host, "c-2"));
        await Room.ReactAsync(React(count: 7));
        await TouchAsync("now");
        await BuyAsync("o-1", "p-1", quantity: 2);
        await _host.Grains.Order("o-unpaid").PlaceAsync(OrderSamples.Place(("p-1", 1)) with { RoomId = "r-1" });
    }

    private async Task SayAsync(string id) =>
        Assert.Equal(RoomOutcome.Done, (await Room.SendCommentAsync(new SendComment(id, "u-1", "Ann", "hello", id))).Outcome);

    private Task<RecordResult> TouchAsync(string id) => _host.Grains.User("u-1").RecordAsync(new RecordInteractions(
        [new Interaction($"click-{id}", "p-1", InteractionKind.Click, Now, "r-1"), new Interaction($"like-{id}", "p-2", InteractionKind.Like, Now)]));

    private async Task BuyAsync(string id, string productId, int quantity = 1)
    {
        var command = OrderSamples.Place((productId, quantity)) with { RoomId = "r-1", Payment = new PaymentChoice(null) };
        Assert.Equal(OrderStatus.Paid, (await _host.Grains.Order(id).PlaceAsync(command)).Order!.Status);
    }

    private async Task<RoomFigures> GetAsync() =>
        (await _host.Grains.GetGrain<IRoomFiguresGrain>("r-1").GetAsync(new RoomFiguresRequest(Width)))!;

    private static long Clicks(RoomCount count) => count.Interactions.GetValueOrDefault(InteractionKind.Click);

    // Counts the sources themselves, bucket by bucket, and holds the figures against them.
    private async Task<RoomFigures> CheckAsync()
    {
        await _host.SettleAsync();
        _host.Clock.Advance(TimeSpan.FromSeconds(1));
        var figures = await GetAsync();
        var logged = await _host.Service<IRoomLog>().ReadAsync("r-1", 0, 1_000, default);
        var events = logged.Where(entry => entry.Sequence <= figures.Sequence).ToList();
        var clicks = await ReadClicksAsync();
        foreach (var bucket in figures.Buckets)
        {
            bool IsIn(DateTimeOffset at) => at >= bucket.Start && at < bucket.Start.AddSeconds(Width);
            Assert.Equal(events.Count(entry => entry.Type == RoomEventType.CommentAdded && IsIn(entry.At)), bucket.Count.Comments);
            Assert.Equal(events.Count(entry => entry.Type == RoomEventType.CommentRemoved && IsIn(entry.At)), bucket.Count.Removed);
            Assert.Equal(clicks.Count(IsIn), Clicks(bucket.Count));
        }

        Assert.Equal(clicks.Count, Clicks(figures.Total));
        Assert.Equal(7, figures.Total.Reactions);

        // What a room hears of its stock comes when it comes.
        Assert.All(logged.Skip(events.Count), entry => Assert.Equal(RoomEventType.StockChanged, entry.Type));
        await CheckOrdersAsync(figures);
        return figures;
    }

    private async Task<List<DateTimeOffset>> ReadClicksAsync()
    {
        var clicks = new List<DateTimeOffset>();
        for (var partition = 0; partition < Partitions.Count; partition++)
        {
            clicks.AddRange((await _host.Log.ReadPartitionAsync(partition, 0, 1_000, default))
                .Where(row => row.Interaction is { RoomId: "r-1", Kind: InteractionKind.Click })
                .Select(row => row.RecordedAt));
        }

        return clicks;
    }

    // The orders themselves, step by step, are the ledger.
    private async Task CheckOrdersAsync(RoomFigures figures)
    {
        var page = await _host.Service<IOrderStore>().PageOfBuyerAsync(OrderSamples.Buyer, new PageRequest(100, null), default);
        var orders = await Task.WhenAll(page.Ids.Select(async id => (await _host.Grains.Order(id).GetAsync())!));
        var paid = orders.Where(order => order.Status is not (OrderStatus.Reserved or OrderStatus.Cancelled or OrderStatus.Expired)).ToList();
        var sold = Assert.Single(figures.Total.Sold);

        Assert.Equal(paid.Count, figures.Total.Orders);
        Assert.Equal(paid.Sum(order => order.Lines.Sum(line => line.Quantity)), figures.Total.Units);
        Assert.Equal(
            new SoldAmount(
                new Money(paid.Sum(order => order.Total.AmountMinor), "CNY"), new Money(paid.Sum(order => order.Refunded.AmountMinor), "CNY")),
            sold);
        Assert.Equal(paid.Count, figures.Before.Orders + figures.After.Orders + figures.Buckets.Sum(bucket => bucket.Count.Orders));
    }
}
