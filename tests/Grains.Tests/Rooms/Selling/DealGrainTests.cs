using SocialCommerce.Grains.Interfaces.Inventory;
using SocialCommerce.Grains.Interfaces.Products;
using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Rooms.Selling;
using SocialCommerce.Grains.Tests.Hosting;
using SocialCommerce.Grains.Tests.Products;
using SocialCommerce.Tests.Shared;
using static SocialCommerce.Grains.Tests.Rooms.Selling.DealSamples;

namespace SocialCommerce.Grains.Tests.Rooms.Selling;

public sealed class DealGrainTests : IAsyncLifetime
{
    private const int Stocked = 2_000;

    private GrainHost _host = null!;

    private IDealGrain Deal => _host.Grains.GetGrain<IDealGrain>(DealId);

    private IRoomGrain Room => _host.Grains.GetGrain<IRoomGrain>("r-1");

    private IStockGrain Stock => _host.Grains.GetGrain<IStockGrain>("p-1");

    public async Task InitializeAsync()
    {
        _host = await GrainHost.StartAsync();
        await _host.Grains.StockAsync(3);
        await _host.Grains.Product("p-1").UpdateAsync(new UpdateProduct(ProductSamples.Create().SellerId, Stock: Stocked));
        await Room.CreateAsync(RoomSamples.Create());
        await Room.ChangeStatusAsync(new ChangeRoomStatus(RoomSamples.Host, RoomStatus.Live));
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Create_InALiveRoom_TakesItsUnitsAndIsAnnounced()
    {
        var result = await CreateAsync(quantity: 100);

        Assert.Equal(DealOutcome.Done, result.Outcome);
        Assert.Equal(DealStatus.Announced, result.Deal!.Deal.Status);
        Assert.Equal(new StockLevel(Stocked - 100, 100, 0), await Stock.GetLevelAsync());
        var entry = (await Room.EnterAsync())!;
        Assert.Equal(result.Deal.Deal with { Status = DealStatus.Announced }, Assert.Single(entry.Board.Deals));
        Assert.Equal(RoomEventType.DealAnnounced, (await EventsAsync()).Last(entry => entry.Type != RoomEventType.StockChanged).Type);
    }

    [Fact]
    public async Task Create_Twice_IsOneDeal()
    {
        var command = DealSamples.Create(at: _host.Clock.GetUtcNow());
        await Deal.CreateAsync(command);

        Assert.Equal(DealOutcome.Done, (await Deal.CreateAsync(command)).Outcome);
        Assert.Equal(DealOutcome.Exists, (await Deal.CreateAsync(command with { Quantity = 11 })).Outcome);
        Assert.Equal(10, (await Stock.GetLevelAsync())!.Reserved);
        Assert.Single(await EventsAsync(), entry => entry.Type == RoomEventType.DealAnnounced);
    }

    [Fact]
    public async Task Create_WithoutEnoughStock_IsRefusedAndTakesNothing()
    {
        Assert.Equal(DealOutcome.NoStock, (await CreateAsync(quantity: Stocked + 1)).Outcome);
        Assert.Equal(new StockLevel(Stocked, 0, 0), await Stock.GetLevelAsync());
        Assert.DoesNotContain(await EventsAsync(), entry => entry.Type == RoomEventType.DealAnnounced);
    }

    [Fact]
    public async Task Create_ThatMayNotBe_SaysWhy()
    {
        var command = DealSamples.Create(at: _host.Clock.GetUtcNow());

        Assert.Equal(DealOutcome.NotHost, (await Deal.CreateAsync(command with { UserId = "guest" })).Outcome);
        Assert.Equal(DealOutcome.NotSeller, (await Deal.CreateAsync(command with { IsOperator = false })).Outcome);
        Assert.Equal(DealOutcome.UnknownProduct, (await Deal.CreateAsync(command with { ProductId = "nothing" })).Outcome);
        Assert.Equal(DealOutcome.NotFound, (await Deal.CreateAsync(command with { RoomId = "nowhere" })).Outcome);
        var dear = await Deal.CreateAsync(command with { Price = command.Price with { AmountMinor = 1_000_000 } });
        Assert.Equal("price.amountMinor", Assert.Single(dear.Errors).Field);
        await Room.ChangeStatusAsync(new ChangeRoomStatus(RoomSamples.Host, RoomStatus.Ended));
        Assert.Equal(DealOutcome.IllegalStep, (await Deal.CreateAsync(command)).Outcome);
        Assert.Null(await Deal.GetAsync());
    }

    /// <summary>Ten thousand buyers at once: exactly as many claims as there are units, and few writes.</summary>
    [Fact]
    public async Task Claim_TenThousandAtOnce_GivesExactlyWhatThereIs()
    {
        await CreateAsync(quantity: 1_000, perBuyer: 1);
        Open();

        var answers = await Task.WhenAll(Enumerable.Range(0, 10_000).Select(
            number => Deal.ClaimAsync(Claim($"c-{number % 8_000}", $"u-{number % 8_000}"))));

        var claimed = answers.Where(answer => answer.Outcome == DealOutcome.Done).ToList();
        Assert.Equal(1_000, claimed.Select(answer => answer.Claim!.ClaimId).Distinct().Count());
        Assert.All(answers, answer => Assert.True(answer.Outcome is DealOutcome.Done or DealOutcome.SoldOut));
        var deal = (await Deal.GetAsync())!;
        Assert.Equal((0, 1_000, 0), (deal.Deal.Remaining, deal.Reserved, deal.Sold));
        await _host.RestartAsync();
        Assert.Equal((0, 1_000), ((await Deal.GetAsync())!.Deal.Remaining, (await Deal.GetAsync())!.Reserved));
    }

    [Fact]
    public async Task Claim_BeforeTheWindow_IsRefused()
    {
        await CreateAsync();

        Assert.Equal(DealOutcome.NotOpen, (await Deal.ClaimAsync(Claim("c-1"))).Outcome);
    }

    [Fact]
    public async Task Deal_WhoseUnitsAreAllClaimed_ClosesAsSoldOut()
    {
        await CreateAsync(quantity: 2);
        Open();
        await Deal.ClaimAsync(Claim("c-1", quantity: 2));

        var closed = await ClosingAsync();

        Assert.Equal(DealEnd.SoldOut, closed.Deal!.Reason);
        Assert.Equal(
            [RoomEventType.DealAnnounced, RoomEventType.DealOpened, RoomEventType.DealClosed],
            (await EventsAsync()).Select(entry => entry.Type).Where(type => type != RoomEventType.RoomState && type != RoomEventType.StockChanged));
        Assert.Empty((await Room.EnterAsync())!.Board.Deals);
    }

    [Fact]
    public async Task Deal_WhoseTimeIsOver_GivesBackWhatNobodyClaimedAndLaterWhatNobodyPaid()
    {
        await CreateAsync(quantity: 10, perBuyer: 5);
        Open();
        await Deal.ClaimAsync(Claim("c-1", quantity: 3));
        await Deal.ClaimAsync(Claim("c-2", "u-2", quantity: 2));
        Assert.Equal(DealOutcome.Done, (await Deal.ConfirmAsync(Settle("c-2", "u-2", "o-1"))).Outcome);

        _host.Clock.Advance(TimeSpan.FromMinutes(6));
        await Deal.GetAsync();

        Assert.Equal(DealEnd.Ended, (await ClosingAsync()).Deal!.Reason);
        Assert.Equal(new StockLevel(Stocked - 5, 3, 2), await LevelAsync(level => level is { Reserved: 3, Sold: 2 }));
        Assert.Equal(DealOutcome.Closed, (await Deal.ClaimAsync(Claim("c-3", "u-3"))).Outcome);

        _host.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(ClaimStatus.Expired, (await Deal.GetClaimAsync(Settle("c-1"))).Claim!.Status);
        Assert.Equal(new StockLevel(Stocked - 2, 0, 2), await LevelAsync(level => level is { Reserved: 0 }));
    }

    [Fact]
    public async Task Cancel_ByTheHost_ClosesAndKeepsClaims()
    {
        await CreateAsync();
        Open();
        await Deal.ClaimAsync(Claim("c-1"));

        Assert.Equal(DealOutcome.NotHost, (await Deal.CancelAsync("guest")).Outcome);
        Assert.Equal(DealOutcome.Done, (await Deal.CancelAsync(RoomSamples.Host)).Outcome);

        Assert.Equal(DealEnd.Cancelled, (await ClosingAsync()).Deal!.Reason);
        Assert.Equal(new StockLevel(Stocked - 1, 1, 0), await Stock.GetLevelAsync());
        Assert.Equal(DealOutcome.Done, (await Deal.ConfirmAsync(Settle("c-1", orderId: "o-1"))).Outcome);
    }

    [Fact]
    public async Task Room_ThatEnds_ClosesItsDeals()
    {
        await CreateAsync();
        await Room.ChangeStatusAsync(new ChangeRoomStatus(RoomSamples.Host, RoomStatus.Ended));

        Assert.Equal(DealEnd.RoomEnded, (await ClosingAsync()).Deal!.Reason);
        Assert.Equal(new StockLevel(Stocked, 0, 0), await LevelAsync(level => level is { Reserved: 0 }));
    }

    [Fact]
    public async Task Deal_AfterARestartPastItsOpening_IsOpenedLateRatherThanNever()
    {
        var announced = (await CreateAsync()).Deal!.Deal;
        await Room.PinAsync(new PinProduct(RoomSamples.Host, "p-1"));
        var history = await Room.GetPinHistoryAsync();
        await _host.RestartAsync();
        Assert.Equal(announced, Assert.Single((await Room.EnterAsync())!.Board.Deals));
        Assert.Equal(history.AsEnumerable(), (await Room.GetPinHistoryAsync()).AsEnumerable());
        Open();

        await Deal.GetAsync();

        var events = await Eventually.GetAsync(EventsAsync, events => events.Any(entry => entry.Type == RoomEventType.DealOpened));
        Assert.Single(events, entry => entry.Type == RoomEventType.DealOpened);
        Assert.Single(events, entry => entry.Type == RoomEventType.DealAnnounced);
    }

    [Fact]
    public async Task ListDeals_NamesTheRoomsDealsNewestFirst()
    {
        await CreateAsync();
        await _host.Grains.GetGrain<IDealGrain>("d-2").CreateAsync(DealSamples.Create(at: _host.Clock.GetUtcNow()));

        var page = await _host.Grains.GetGrain<IRoomOffersGrain>("r-1").ListDealsAsync(new(10, null));

        Assert.Equal(["d-2", "d-1"], page.Deals.Select(deal => deal.Deal.DealId));
    }

    private Task<DealResult> CreateAsync(int quantity = 10, int perBuyer = 2) =>
        Deal.CreateAsync(DealSamples.Create(quantity, perBuyer, _host.Clock.GetUtcNow()));

    private void Open() => _host.Clock.Advance(TimeSpan.FromSeconds(61));

    private async Task<RoomEvent> ClosingAsync()
    {
        var events = await Eventually.GetAsync(EventsAsync, events => events.Any(entry => entry.Type == RoomEventType.DealClosed));
        return Assert.Single(events, entry => entry.Type == RoomEventType.DealClosed);
    }

    private Task<StockLevel?> LevelAsync(Func<StockLevel, bool> fits) =>
        Eventually.GetAsync(() => Stock.GetLevelAsync(), level => fits(level!));

    private async Task<System.Collections.Immutable.ImmutableArray<RoomEvent>> EventsAsync() =>
        (await Room.ResumeAsync(new ResumeRoom("epoch-1", 0)))!.Events;
}
