using System.Collections.Immutable;
using System.Diagnostics;
using SocialCommerce.Grains.Interfaces.Communities.GroupBuying;
using SocialCommerce.Grains.Interfaces.Orders;
using SocialCommerce.Grains.Interfaces.Orders.Payments;
using SocialCommerce.Grains.Orders.Payments;
using SocialCommerce.Grains.Tests.Hosting;
using SocialCommerce.Grains.Tests.Orders;
using SocialCommerce.Grains.Tests.Products;
using SocialCommerce.Tests.Shared;
using static SocialCommerce.Grains.Tests.Communities.GroupBuying.GroupSamples;

namespace SocialCommerce.Grains.Tests.Communities.GroupBuying;

public sealed class GroupBuyGrainTests
{
    [Fact]
    public async Task Group_ThatFills_BecomesPaidOrders_WhichTheSellerSends()
    {
        await using var host = await StartAsync();
        await OpenAsync(host, "g-1", "ann", "bob", "cid", "dan");

        var order = await Eventually.GetAsync(() => host.Grains.Order("g-1.2").GetAsync(), known => known is { Status: OrderStatus.Paid });
        var level = await Eventually.GetAsync(() => host.Grains.LevelAsync("p-1"), stock => stock.Sold == 4 && stock.Reserved == 0);
        var entry = await Eventually.GetAsync(() => EntryAsync(host, "g-1.2"), known => known.RefundedMinor > 0);

        Assert.Equal(("bob", OrderStatus.Paid, Cny(1000)), (order!.BuyerId, order.Status, order.Total));
        Assert.Equal((1, 0, 4L), (level.Available, level.Reserved, level.Sold));
        Assert.Equal((1500L, 500L), (entry.ChargedMinor, entry.RefundedMinor));
        var desk = host.Grains.GetGrain<IOrderDeskGrain>(IOrderDeskGrain.All);
        Assert.Equal("g-1.2", Assert.Single((await desk.ListOfBuyerAsync("bob", new(10, null))).Orders).OrderId);
        Assert.Equal(OrderStatus.Shipped, (await host.Grains.Order("g-1.2").ShipAsync(OrderSamples.Ship())).Order!.Status);
        var refund = await host.Grains.Order("g-1.3").RefundAsync(OrderSamples.Refund("rf-1", ProductSamples.Seller));
        Assert.Equal((OrderStatus.Refunded, Cny(1000)), (refund.Order!.Status, refund.Order.Refunded));
        Assert.Equal(1500, (await EntryAsync(host, "g-1.3")).RefundedMinor);
    }

    [Fact]
    public async Task LastSeat_WantedByAThousand_HasOneWinner()
    {
        await using var host = await StartAsync();
        await OpenAsync(host, "g-1", "ann", "bob", "cid");

        var results = await Task.WhenAll(Enumerable.Range(0, 1_000).Select(number => host.Grains.Group("g-1").JoinAsync(Join($"u-{number}"))));

        Assert.Equal(1, results.Count(result => result.Outcome == GroupOutcome.Done));
        Assert.Equal(999, results.Count(result => result.Outcome is GroupOutcome.Full or GroupOutcome.Closed));
        var level = await Eventually.GetAsync(() => host.Grains.LevelAsync("p-1"), stock => stock.Sold == 4 && stock.Reserved == 0);
        Assert.Equal((1, 0, 4L), (level.Available, level.Reserved, level.Sold));
        Assert.Equal(4, (await host.Grains.Group("g-1").GetAsync())!.Members.Length);
    }

    [Fact]
    public async Task SameKey_AHundredTimesAtOnce_IsOneSeatAndOneCharge()
    {
        await using var host = await StartAsync();
        await OpenAsync(host, "g-1", "ann");

        var results = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => host.Grains.Group("g-1").JoinAsync(Join("bob", key: "k"))));

        Assert.All(results, result => Assert.Equal((GroupOutcome.Done, "g-1.2", SeatStatus.Paid), (result.Outcome, result.Seat!.SeatId, result.Seat.Status)));
        Assert.Equal(1, results.Count(result => !result.IsReplay));
        Assert.Equal(2, (await host.Grains.LevelAsync("p-1")).Reserved);
    }

    [Fact]
    public async Task Over_WithTooFew_IsRefundedWithinFiveSeconds_AndTheStockIsBack()
    {
        await using var host = await StartAsync();
        await OpenAsync(host, "g-1", "ann");
        Assert.Equal(1, (await host.Grains.LevelAsync("p-1")).Reserved);

        host.Clock.Advance(Terms.Window);
        var watch = Stopwatch.StartNew();
        await host.Grains.Group("g-1").GetAsync();
        var entry = await Eventually.GetAsync(() => EntryAsync(host, "g-1.1"), known => known.RefundedMinor > 0);
        var level = await Eventually.GetAsync(() => host.Grains.LevelAsync("p-1"), stock => stock.Available == 5);

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"It took {watch.Elapsed}.");
        Assert.Equal((1500L, 1500L), (entry.ChargedMinor, entry.RefundedMinor));
        Assert.Equal((5, 0, 0L), (level.Available, level.Reserved, level.Sold));
        Assert.Equal(GroupStatus.Failed, (await host.Grains.Group("g-1").GetAsync())!.Status);
    }

    [Fact]
    public async Task Restart_InTheMiddle_GoesOnWhereItWas()
    {
        await using var host = await StartAsync();
        await OpenAsync(host, "g-1", "ann", "bob");
        var unknown = await host.Grains.Group("g-1").JoinAsync(Join("cid", method: "test-timeout"));
        Assert.Equal(SeatStatus.Joining, unknown.Seat!.Status);
        await host.RestartAsync();

        host.Clock.Advance(TimeSpan.FromMinutes(1));
        var found = await Eventually.GetAsync(() => host.Grains.Group("g-1").GetAsync(), known => known!.Members.All(seat => seat.Status == SeatStatus.Paid));
        Assert.Equal(["ann", "bob", "cid"], found!.Users());
        host.Clock.Advance(Terms.Window);
        await host.RestartAsync();
        await host.Grains.Group("g-1").GetAsync();
        var level = await Eventually.GetAsync(() => host.Grains.LevelAsync("p-1"), stock => stock.Sold == 3);

        Assert.Equal((2, 0, 3L), (level.Available, level.Reserved, level.Sold));
        Assert.Equal(Cny(1300), (await host.Grains.Order("g-1.3").GetAsync())!.Total);
        var entry = await Eventually.GetAsync(() => EntryAsync(host, "g-1.3"), known => known.RefundedMinor > 0);
        Assert.Equal((1500L, 200L), (entry.ChargedMinor, entry.RefundedMinor));
    }

    [Fact]
    public async Task Join_Declined_HoldsNothing_AndMayTryAgain()
    {
        await using var host = await StartAsync();
        await OpenAsync(host, "g-1", "ann");

        Assert.Equal(GroupOutcome.PaymentDeclined, (await host.Grains.Group("g-1").JoinAsync(Join("bob", method: "test-declined"))).Outcome);
        Assert.Equal(1, (await host.Grains.LevelAsync("p-1")).Reserved);
        Assert.Equal(GroupOutcome.Done, (await host.Grains.Group("g-1").JoinAsync(Join("bob"))).Outcome);
        Assert.Equal(GroupOutcome.Done, (await host.Grains.Group("g-1").LeaveAsync("bob")).Outcome);
        Assert.Equal(1, (await host.Grains.LevelAsync("p-1")).Reserved);
        Assert.Equal((1500L, 1500L), Amounts(await EntryAsync(host, "g-1.3")));
    }

    [Fact]
    public async Task Groups_TooSmall_AreMerged_AndFill()
    {
        await using var host = await StartAsync();
        await OpenAsync(host, "g-1", "ann");
        host.Clock.Advance(TimeSpan.FromMinutes(5));
        await OpenAsync(host, "g-2", "bob", "cid", "dan");
        Assert.Equal(GroupOutcome.InOtherGroup, (await host.Grains.Group("g-1").JoinAsync(Join("bob"))).Outcome);
        await Eventually.GetAsync(() => ListAsync(host), groups => groups.Length == 2);

        host.Clock.Advance(TimeSpan.FromMinutes(13));
        var merged = await Eventually.GetAsync(() => host.Grains.Group("g-1").GetAsync(), known => known!.Status == GroupStatus.Merged);
        var level = await Eventually.GetAsync(() => host.Grains.LevelAsync("p-1"), stock => stock.Sold == 4);

        Assert.Equal("g-2", merged!.MergedInto);
        Assert.Equal((1, 0, 4L), (level.Available, level.Reserved, level.Sold));
        Assert.Equal(["bob", "cid", "dan", "ann"], (await host.Grains.Group("g-2").GetAsync())!.Users());
        Assert.Equal(("ann", Cny(1000)), ((await host.Grains.Order("g-1.1").GetAsync())!.BuyerId, (await host.Grains.Order("g-1.1").GetAsync())!.Total));
        Assert.Empty(await Eventually.GetAsync(() => ListAsync(host), groups => groups.IsEmpty));
    }

    [Fact]
    public async Task Offer_ThatCannotBe_IsRefused()
    {
        await using var host = await StartAsync();
        var offer = host.Grains.GetGrain<IGroupOfferGrain>("go-2");

        Assert.Equal(GroupOutcome.NotSeller, (await offer.CreateAsync(Create(sellerId: "other"))).Outcome);
        Assert.Equal(GroupOutcome.UnknownProduct, (await offer.CreateAsync(Create(productId: "no"))).Outcome);
        Assert.Equal("tiers[0].amountMinor", Assert.Single((await offer.CreateAsync(Create(tiers: new GroupTier(2, 2_000)))).Errors).Field);
        Assert.Equal(GroupOutcome.Exists, (await host.Grains.GetGrain<IGroupOfferGrain>(Offer).CreateAsync(Create(size: 5))).Outcome);
        Assert.Equal(GroupOutcome.Done, (await host.Grains.GetGrain<IGroupOfferGrain>(Offer).CreateAsync(Create())).Outcome);
        Assert.Equal(GroupOutcome.NotSeller, (await host.Grains.GetGrain<IGroupOfferGrain>(Offer).WithdrawAsync("other")).Outcome);
        Assert.Equal(GroupOutcome.Done, (await host.Grains.GetGrain<IGroupOfferGrain>(Offer).WithdrawAsync(ProductSamples.Seller)).Outcome);
        Assert.Equal(GroupOutcome.Closed, (await host.Grains.Group("g-1").OpenAsync(Open("ann"))).Outcome);
        Assert.Equal(GroupOutcome.NotFound, (await host.Grains.Group("g-1").OpenAsync(Open("ann") with { OfferId = "no" })).Outcome);
    }

    private static async Task<GrainHost> StartAsync()
    {
        var host = await GrainHost.StartAsync();
        await host.Grains.StockAsync(1);
        Assert.Equal(GroupOutcome.Done, (await host.Grains.GetGrain<IGroupOfferGrain>(Offer).CreateAsync(Create())).Outcome);
        return host;
    }

    private static async Task OpenAsync(GrainHost host, string id, string leader, params string[] others)
    {
        Assert.Equal(GroupOutcome.Done, (await host.Grains.Group(id).OpenAsync(Open(leader))).Outcome);
        foreach (var user in others)
        {
            Assert.Equal(GroupOutcome.Done, (await host.Grains.Group(id).JoinAsync(Join(user))).Outcome);
        }
    }

    private static async Task<ImmutableArray<GroupSnapshot>> ListAsync(GrainHost host) =>
        (await host.Grains.GetGrain<IGroupDeskGrain>(IGroupDeskGrain.All).ListGroupsAsync(Offer, new(10, null))).Groups;

    private static Task<SimulatedEntry> EntryAsync(GrainHost host, string seatId) =>
        host.Grains.GetGrain<ISimulatedPaymentGrain>(SimulatedPaymentProvider.PaymentIdOf($"{seatId}:pay")).GetEntryAsync();

    private static (long Charged, long Refunded) Amounts(SimulatedEntry entry) => (entry.ChargedMinor, entry.RefundedMinor);
}
