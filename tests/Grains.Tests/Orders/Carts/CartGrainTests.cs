using Orleans;
using SocialCommerce.Grains.Interfaces.Common;
using SocialCommerce.Grains.Interfaces.Orders.Carts;
using SocialCommerce.Grains.Interfaces.Orders.Pricing;
using SocialCommerce.Grains.Interfaces.Products;
using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Rooms.Selling;
using SocialCommerce.Grains.Tests.Hosting;
using SocialCommerce.Grains.Tests.Products;
using SocialCommerce.Grains.Tests.Rooms;

namespace SocialCommerce.Grains.Tests.Orders.Carts;

public sealed class CartGrainTests : IAsyncLifetime
{
    private GrainHost _host = null!;

    private ICartGrain Cart => _host.Grains.GetGrain<ICartGrain>("u-1");

    private ICartGrain Guests => _host.Grains.GetGrain<ICartGrain>(ICartGrain.GuestPrefix + "gc-1");

    public async Task InitializeAsync()
    {
        _host = await GrainHost.StartAsync();
        await _host.Grains.StockAsync(3);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Cart_AfterARestart_ShowsTheProductsAsTheyAreNow()
    {
        await Cart.SetItemAsync(new SetCartItem("p-1", 2, "r-1"));
        await Cart.SetItemAsync(new SetCartItem("p-2", 1));
        await Cart.SetItemAsync(new SetCartItem("p-3", 9));
        await ChangeAsync("p-1", new UpdateProduct(ProductSamples.Seller, Price: new Money(2_500, "CNY")));
        await ChangeAsync("p-2", new UpdateProduct(ProductSamples.Seller, IsHidden: true));
        await _host.RestartAsync();

        var cart = await ReadAsync();

        Assert.Equal(
            [("p-1", CartAvailability.Available), ("p-2", CartAvailability.Gone), ("p-3", CartAvailability.Fewer)],
            cart.Lines.Select(line => (line.Entry.ProductId, line.Availability)));
        Assert.Equal(new CartPriceChange(new Money(1_999, "CNY"), new Money(2_500, "CNY")), cart.Lines[0].PriceChange);
        Assert.Null(cart.Lines[1].Price);
        Assert.Equal((2 * 2_500) + (9 * 1_999), Assert.Single(cart.Totals).Total.AmountMinor);
    }

    [Fact]
    public async Task PriceChange_Acknowledged_IsNotShownAgain()
    {
        await Cart.SetItemAsync(new SetCartItem("p-1", 2));
        await ChangeAsync("p-1", new UpdateProduct(ProductSamples.Seller, Price: new Money(2_500, "CNY")));
        await Cart.SetItemAsync(new SetCartItem("p-1", 3));
        var line = (await ReadAsync()).Lines[0];
        Assert.NotNull(line.PriceChange);

        Assert.Equal(CartOutcome.Stale, (await Cart.AcknowledgeAsync(new AcknowledgePrice("p-1", 1))).Outcome);
        var acknowledged = await Cart.AcknowledgeAsync(new AcknowledgePrice("p-1", line.Product!.PriceVersion));

        Assert.Null(acknowledged.Cart!.Lines[0].PriceChange);
    }

    [Fact]
    public async Task Read_WithVouchers_ExplainsThemAndThoseNotHeld()
    {
        await _host.Grains.GetGrain<IRoomGrain>("r-1").CreateAsync(RoomSamples.Create() with { HostId = ProductSamples.Seller });
        await _host.Grains.GetGrain<IRoomGrain>("r-1").ChangeStatusAsync(new ChangeRoomStatus(ProductSamples.Seller, RoomStatus.Live));
        var voucher = _host.Grains.GetGrain<IVoucherGrain>("v-1");
        var now = _host.Clock.GetUtcNow();
        await voucher.OfferAsync(new OfferVoucher("r-1", ProductSamples.Seller, VoucherKind.Amount, 500, "CNY", 0, 9, now.AddHours(1), now));
        await voucher.ClaimAsync("u-1");
        await Cart.SetItemAsync(new SetCartItem("p-1", 1));

        var total = Assert.Single((await ReadAsync("v-1", "v-2")).Totals);

        Assert.Equal((1_999, 1_499), (total.ListTotal.AmountMinor, total.Total.AmountMinor));
        Assert.Equal([("v-1", VoucherVerdict.Used), ("v-2", VoucherVerdict.NotHeld)], total.Vouchers.Select(use => (use.VoucherId, use.Verdict)));
        _host.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(VoucherVerdict.NotHeld, (await ReadAsync("v-1")).Totals[0].Vouchers[0].Verdict);
    }

    [Fact]
    public async Task Read_OfTwoCurrencies_HasATotalOfEach()
    {
        await Cart.SetItemAsync(new SetCartItem("p-1", 1));
        await Cart.SetItemAsync(new SetCartItem("p-2", 1));
        await ChangeAsync("p-2", new UpdateProduct(ProductSamples.Seller, Price: new Money(300, "JPY")));

        Assert.Equal([new Money(1_999, "CNY"), new Money(300, "JPY")], (await ReadAsync()).Totals.Select(total => total.Total));
    }

    [Fact]
    public async Task Merge_OfAGuestsCart_IsDoneOnceHoweverOften()
    {
        await Guests.OpenAsync(new OpenGuestCart("hash"));
        await Guests.SetItemAsync(new SetCartItem("p-1", 2, SecretHash: "hash"));
        await Cart.SetItemAsync(new SetCartItem("p-1", 1));

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Cart.MergeGuestAsync(new MergeGuestCart("gc-1", "hash"))));

        Assert.All(answers, answer => Assert.Equal(3, answer.Cart!.Lines[0].Entry.Quantity));
        await _host.RestartAsync();
        Assert.Equal(3, (await Cart.MergeGuestAsync(new MergeGuestCart("gc-1", "hash"))).Cart!.Lines[0].Entry.Quantity);
        Assert.Empty((await Guests.GetAsync(new ReadCart("hash"))).Cart!.Lines);
        Assert.Equal(CartOutcome.HandedOver, (await Guests.SetItemAsync(new SetCartItem("p-2", 1, SecretHash: "hash"))).Outcome);
        Assert.Equal(CartOutcome.NotFound, (await _host.Grains.GetGrain<ICartGrain>("u-2").MergeGuestAsync(new MergeGuestCart("gc-1", "hash"))).Outcome);
        Assert.Equal(CartOutcome.NotFound, (await Cart.MergeGuestAsync(new MergeGuestCart("gc-1", "guess"))).Outcome);
    }

    [Fact]
    public async Task Merge_CutOffAfterTheGuestsCartWasFrozen_IsFinishedByTheNext()
    {
        await Guests.OpenAsync(new OpenGuestCart("hash"));
        await Guests.SetItemAsync(new SetCartItem("p-1", 2, SecretHash: "hash"));
        await Guests.HandOverAsync(new HandOverCart("u-1", "hash"));
        await _host.RestartAsync();

        var merged = await Cart.MergeGuestAsync(new MergeGuestCart("gc-1", "hash"));

        Assert.Equal(2, Assert.Single(merged.Cart!.Lines).Entry.Quantity);
        Assert.Empty((await Guests.GetAsync(new ReadCart("hash"))).Cart!.Lines);
    }

    [Fact]
    public async Task GuestCart_LeftAlone_IsGoneAfterItsTime()
    {
        await Guests.OpenAsync(new OpenGuestCart("hash"));
        Assert.Equal(CartOutcome.NotFound, (await Guests.GetAsync(new ReadCart("guess"))).Outcome);
        Assert.Equal(CartOutcome.NotFound, (await Guests.GetAsync(new ReadCart())).Outcome);

        _host.Clock.Advance(CartLimits.GuestKeptFor);

        Assert.Equal(CartOutcome.NotFound, (await Guests.GetAsync(new ReadCart("hash"))).Outcome);
    }

    [Fact]
    public async Task GuestCart_RemindedOfItsTime_LeavesNothingBehind()
    {
        await Guests.OpenAsync(new OpenGuestCart("hash"));
        await Guests.AsReference<IRemindable>().ReceiveReminder("forget", default);
        Assert.Equal(CartOutcome.Done, (await Guests.GetAsync(new ReadCart("hash"))).Outcome);

        _host.Clock.Advance(CartLimits.GuestKeptFor);
        await Guests.AsReference<IRemindable>().ReceiveReminder("forget", default);

        // Nothing is there any more: the id could be anybody's.
        Assert.Equal(CartOutcome.Done, await Guests.OpenAsync(new OpenGuestCart("other")));
    }

    [Fact]
    public async Task RemoveOrdered_Twice_TakesOutOnce()
    {
        await Cart.SetItemAsync(new SetCartItem("p-1", 5));
        var command = new RemoveOrdered("o-1", [new OrderedUnits("p-1", 2)]);

        await Cart.RemoveOrderedAsync(command);
        await _host.RestartAsync();
        await Cart.RemoveOrderedAsync(command);

        Assert.Equal(3, (await ReadAsync()).Lines[0].Entry.Quantity);
    }

    private async Task<CartSnapshot> ReadAsync(params string[] voucherIds) =>
        (await Cart.GetAsync(new ReadCart(null, [.. voucherIds]))).Cart!;

    private async Task ChangeAsync(string productId, UpdateProduct change) =>
        Assert.Equal(ProductStatus.Done, (await _host.Grains.Product(productId).UpdateAsync(change)).Status);
}
