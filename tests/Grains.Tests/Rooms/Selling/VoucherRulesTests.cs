using FsCheck;
using FsCheck.Fluent;
using SocialCommerce.Grains.Interfaces.Rooms.Selling;
using SocialCommerce.Grains.Rooms.Selling;
using static SocialCommerce.Grains.Tests.Rooms.RoomSamples;

namespace SocialCommerce.Grains.Tests.Rooms.Selling;

public sealed class VoucherRulesTests
{
    private static readonly UseVoucher Order = new("u-1", "o-1");

    [Fact]
    public void Claim_Twice_IsOneVoucher()
    {
        var (first, _) = VoucherRules.Claim(Voucher(2), "u-1", Now);
        var (second, outcome) = VoucherRules.Claim(first, "u-1", Now);

        Assert.Equal(VoucherOutcome.Done, outcome);
        Assert.Same(first, second);
    }

    [Fact]
    public void Claim_WhenAllAreGone_IsRefused()
    {
        var (state, _) = VoucherRules.Claim(Voucher(1), "u-1", Now);

        Assert.Equal(VoucherOutcome.Gone, VoucherRules.Claim(state, "u-2", Now).Outcome);
        Assert.Equal(VoucherEnd.Gone, VoucherRules.EndAt(state, Now));
    }

    [Fact]
    public void Claim_AfterItsTimeOrWithdrawal_IsRefused()
    {
        Assert.Equal(VoucherOutcome.Over, VoucherRules.Claim(Voucher(1), "u-1", Now.AddHours(1)).Outcome);
        Assert.Equal(VoucherOutcome.Over, VoucherRules.Claim(VoucherRules.End(Voucher(1), VoucherEnd.Withdrawn), "u-1", Now).Outcome);
    }

    [Fact]
    public void Use_FromClaimToRedemption_IsOneOrdersAlone()
    {
        var (claimed, _) = VoucherRules.Claim(Voucher(1), "u-1", Now);
        var (reserved, _) = VoucherRules.Reserve(claimed, Order, Now);
        Assert.Equal(VoucherOutcome.IllegalStep, VoucherRules.Reserve(reserved, Order with { OrderId = "o-2" }, Now).Outcome);
        Assert.Equal(VoucherOutcome.IllegalStep, VoucherRules.Release(reserved, Order with { OrderId = "o-2" }).Outcome);

        var (redeemed, outcome) = VoucherRules.Redeem(reserved, Order);

        Assert.Equal(VoucherOutcome.Done, outcome);
        Assert.Equal(VoucherOutcome.Done, VoucherRules.Redeem(redeemed, Order).Outcome);
        Assert.Equal(VoucherOutcome.IllegalStep, VoucherRules.Release(redeemed, Order).Outcome);
    }

    [Fact]
    public void Release_AfterReserving_LetsAnotherOrderUseIt()
    {
        var (claimed, _) = VoucherRules.Claim(Voucher(1), "u-1", Now);
        var (reserved, _) = VoucherRules.Reserve(claimed, Order, Now);
        var (released, _) = VoucherRules.Release(reserved, Order);

        Assert.Equal(VoucherOutcome.Done, VoucherRules.Reserve(released, Order with { OrderId = "o-2" }, Now).Outcome);
    }

    [Fact]
    public void Reserve_WhoseOrderLetItsTimePass_IsFreeForAnother_AndItsOwnUntilThen()
    {
        var use = Order with { ExpiresAt = Now.AddMinutes(10) };
        var (claimed, _) = VoucherRules.Claim(Voucher(1), "u-1", Now);
        var (reserved, _) = VoucherRules.Reserve(claimed, use, Now);

        Assert.Equal(VoucherOutcome.IllegalStep, VoucherRules.Reserve(reserved, use with { OrderId = "o-2" }, Now.AddMinutes(9)).Outcome);
        Assert.Equal(VoucherOutcome.Done, VoucherRules.Redeem(reserved, use).Outcome);
        var (taken, outcome) = VoucherRules.Reserve(reserved, use with { OrderId = "o-2" }, Now.AddMinutes(10));
        Assert.Equal((VoucherOutcome.Done, "o-2"), (outcome, VoucherRules.Find(taken, "u-1")!.OrderId));
        Assert.Equal(VoucherOutcome.IllegalStep, VoucherRules.Redeem(taken, use).Outcome);
    }

    [Fact]
    public void Release_OfAnEarlierAttempt_LeavesItToTheLater()
    {
        var (claimed, _) = VoucherRules.Claim(Voucher(1), "u-1", Now);
        var (first, _) = VoucherRules.Reserve(claimed, Order with { Token = "t-1" }, Now);
        var (second, outcome) = VoucherRules.Reserve(first, Order with { Token = "t-2" }, Now);

        Assert.Equal(VoucherOutcome.Done, outcome);
        Assert.Equal(VoucherOutcome.IllegalStep, VoucherRules.Release(second, Order with { Token = "t-1" }).Outcome);
        Assert.Equal(VoucherOutcome.IllegalStep, VoucherRules.Reserve(second, Order with { Token = "t-1" }, Now).Outcome);
        Assert.Equal(VoucherOutcome.Done, VoucherRules.Release(second, Order with { Token = "t-2" }).Outcome);
    }

    [Fact]
    public void Reserve_AfterItsTime_IsOverButAnOrderInTimeMayRedeem()
    {
        var (claimed, _) = VoucherRules.Claim(Voucher(1), "u-1", Now);
        Assert.Equal(VoucherOutcome.Over, VoucherRules.Reserve(claimed, Order, Now.AddHours(1)).Outcome);
        Assert.Equal(VoucherOutcome.NotFound, VoucherRules.Reserve(claimed, new UseVoucher("u-2", "o-1"), Now).Outcome);
    }

    [Theory]
    [InlineData(VoucherKind.Percent, 0, "CNY", "value")]
    [InlineData(VoucherKind.Percent, 91, "CNY", "value")]
    [InlineData(VoucherKind.Amount, 0, "CNY", "value")]
    [InlineData(VoucherKind.Amount, 100, "", "currency")]
    [InlineData(VoucherKind.Amount, 100, "cny", "currency")]
    [InlineData(VoucherKind.Unknown, 100, "CNY", "kind")]
    public void Check_AFieldThatIsWrong_IsNamed(VoucherKind kind, long value, string currency, string field) => Assert.Equal(
        field, Assert.Single(VoucherLimits.Check(Offer(1) with { Kind = kind, Value = value, Currency = currency })).Field);

    /// <summary>Whoever claims in whatever order: never more than there are, one each, and none is spent by two orders.</summary>
    [Fact]
    public void Rules_AnySequence_KeepEveryPromise() =>
        Prop.ForAll<byte[], byte>((steps, size) =>
        {
            var quantity = 1 + (size % 5);
            var state = Voucher(quantity);
            foreach (var step in steps)
            {
                var use = new UseVoucher($"u-{step % 7}", $"o-{step / 7 % 3}");
                var before = VoucherRules.Find(state, use.UserId);
                (state, _) = (step / 21 % 4) switch
                {
                    0 => VoucherRules.Reserve(state, use, Now),
                    1 => VoucherRules.Redeem(state, use),
                    2 => VoucherRules.Release(state, use),
                    _ => VoucherRules.Claim(state, use.UserId, Now),
                };
                var isKept = before is not { Status: HeldVoucherStatus.Redeemed } || VoucherRules.Find(state, use.UserId) == before;
                if (state.Holders.Count > quantity || !isKept)
                {
                    return false;
                }
            }

            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    private static VoucherState Voucher(int quantity) => VoucherRules.Create("v-1", Offer(quantity));

    private static OfferVoucher Offer(int quantity) =>
        new("r-1", Host, VoucherKind.Amount, 500, "CNY", 2_000, quantity, Now.AddHours(1), Now);
}
