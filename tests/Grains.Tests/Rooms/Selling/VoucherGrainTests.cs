using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Rooms.Selling;
using SocialCommerce.Grains.Tests.Hosting;
using SocialCommerce.Tests.Shared;

namespace SocialCommerce.Grains.Tests.Rooms.Selling;

public sealed class VoucherGrainTests : IAsyncLifetime
{
    private GrainHost _host = null!;

    private IVoucherGrain Voucher => _host.Grains.GetGrain<IVoucherGrain>("v-1");

    private IRoomGrain Room => _host.Grains.GetGrain<IRoomGrain>("r-1");

    public async Task InitializeAsync()
    {
        _host = await GrainHost.StartAsync();
        await _host.Grains.StockAsync(3);
        await Room.CreateAsync(RoomSamples.Create());
        await Room.ChangeStatusAsync(new ChangeRoomStatus(RoomSamples.Host, RoomStatus.Live));
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Claim_ManyAtOnce_GivesExactlyWhatThereIsAndOneEach()
    {
        await OfferAsync(quantity: 50);

        var answers = await Task.WhenAll(Enumerable.Range(0, 400).Select(number => Voucher.ClaimAsync($"u-{number % 200}")));

        Assert.Equal(50, (await Voucher.GetAsync())!.Claimed);
        Assert.Equal(100, answers.Count(answer => answer.Outcome == VoucherOutcome.Done));
        var gone = await EndingAsync();
        Assert.Equal(VoucherEnd.Gone, gone.Voucher!.Reason);
        Assert.Empty((await Room.EnterAsync())!.Board.Vouchers);
    }

    [Fact]
    public async Task Claimed_AfterARestart_IsInTheUsersWallet()
    {
        await OfferAsync();
        Assert.Single((await Room.EnterAsync())!.Board.Vouchers);
        await Voucher.ClaimAsync("u-1");
        await _host.RestartAsync();

        var page = await _host.Grains.GetGrain<IVoucherWalletGrain>("u-1").ListAsync(new(10, null));

        var held = Assert.Single(page.Vouchers);
        Assert.Equal(("v-1", "r-1", HeldVoucherStatus.Claimed), (held.Voucher.VoucherId, held.RoomId, held.Status));
    }

    [Fact]
    public async Task Withdraw_ByTheHost_KeepsWhatIsClaimed()
    {
        await OfferAsync();
        await Voucher.ClaimAsync("u-1");

        Assert.Equal(VoucherOutcome.NotHost, (await Voucher.WithdrawAsync("guest")).Outcome);
        Assert.Equal(VoucherOutcome.Done, (await Voucher.WithdrawAsync(RoomSamples.Host)).Outcome);

        Assert.Equal(VoucherEnd.Withdrawn, (await EndingAsync()).Voucher!.Reason);
        Assert.Equal(VoucherOutcome.Over, (await Voucher.ClaimAsync("u-2")).Outcome);
        Assert.Equal(VoucherOutcome.Done, (await Voucher.ReserveAsync(new UseVoucher("u-1", "o-1"))).Outcome);
        Assert.Equal(HeldVoucherStatus.Redeemed, (await Voucher.RedeemAsync(new UseVoucher("u-1", "o-1"))).Voucher!.Status);
    }

    [Fact]
    public async Task Offer_WhoseTimeIsOver_IsToldInTheRoom()
    {
        await OfferAsync();

        _host.Clock.Advance(TimeSpan.FromHours(2));
        await Voucher.GetAsync();

        Assert.Equal(VoucherEnd.Expired, (await EndingAsync()).Voucher!.Reason);
    }

    [Fact]
    public async Task Room_ThatEnds_OffersItNoLonger()
    {
        await OfferAsync();
        await Room.ChangeStatusAsync(new ChangeRoomStatus(RoomSamples.Host, RoomStatus.Ended));

        Assert.Equal(VoucherEnd.RoomEnded, (await EndingAsync()).Voucher!.Reason);
    }

    private async Task OfferAsync(int quantity = 10)
    {
        var now = _host.Clock.GetUtcNow();
        var result = await Voucher.OfferAsync(new OfferVoucher(
            "r-1", RoomSamples.Host, VoucherKind.Percent, 10, "CNY", 0, quantity, now.AddHours(1), now));
        Assert.Equal(VoucherOutcome.Done, result.Outcome);
    }

    private async Task<RoomEvent> EndingAsync()
    {
        var events = await Eventually.GetAsync(
            async () => (await Room.ResumeAsync(new ResumeRoom("epoch-1", 0)))!.Events,
            events => events.Any(entry => entry.Type == RoomEventType.VoucherWithdrawn));
        return Assert.Single(events, entry => entry.Type == RoomEventType.VoucherWithdrawn);
    }
}
