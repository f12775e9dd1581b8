using SocialCommerce.Grains.Interfaces.Common;
using SocialCommerce.Grains.Interfaces.Orders.Payments;
using SocialCommerce.Grains.Orders.Payments;

namespace SocialCommerce.Grains.Tests.Orders.Payments;

/// <summary>What orders rely on, whoever moves the money.</summary>
public abstract class PaymentProviderConformance
{
    private static readonly Money Price = new(1999, "EUR");

    /// <summary>Methods under which the provider behaves in a certain way.</summary>
    protected enum Behaviour
    {
        Good,
        Declined,
        Action,

        /// <summary>Charges; the first answer is lost.</summary>
        LostAnswer,

        /// <summary>The first call fails before it charges.</summary>
        FailOnce,
    }

    private protected abstract IPaymentProvider Provider { get; }

    /// <summary>Charges of an order that succeeded, in the provider's own books, and what they come to.</summary>
    private protected abstract Task<(int Count, long ChargedMinor, long RefundedMinor)> AuditAsync(PaymentCharge charge);

    private protected abstract string Method(Behaviour behaviour);

    /// <summary>A call by which the provider tells of a payment; signed now.</summary>
    private protected abstract Task<PaymentHook> NoticeOfAsync(PaymentCharge charge);

    /// <summary>Moves the time by which signatures are checked.</summary>
    private protected abstract void Advance(TimeSpan by);

    [Fact]
    public async Task Charge_AGoodMethod_ChargesOnceAndIsFound()
    {
        var charge = Charge(Behaviour.Good);

        var result = await ChargeAsync(charge);

        Assert.Equal(PaymentOutcome.Succeeded, result.Outcome);
        Assert.NotNull(result.PaymentId);
        Assert.Equal((1, 1999, 0), await AuditAsync(charge));
        Assert.Equal(result, await Provider.FindAsync(charge.IdempotencyKey, result.PaymentId, default));
        Assert.Equal(result, await Provider.FindAsync(charge.IdempotencyKey, null, default));
    }

    [Fact]
    public async Task Charge_TheSameKeyAHundredTimesAtOnce_ChargesOnce()
    {
        var charge = Charge(Behaviour.Good);

        var results = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => ChargeUntilKnownAsync(charge)));

        Assert.Equal((1, 1999, 0), await AuditAsync(charge));
        Assert.Equal(PaymentOutcome.Succeeded, Assert.Single(results.Distinct()).Outcome);
    }

    [Fact]
    public async Task Charge_TheSameKeyForAnotherAmount_ChargesNothingMore()
    {
        var charge = Charge(Behaviour.Good);
        await ChargeAsync(charge);

        var other = await ChargeAsync(charge with { Amount = new Money(5, "EUR") });

        Assert.Equal(PaymentOutcome.Unknown, other.Outcome);
        Assert.Equal((1, 1999, 0), await AuditAsync(charge));
    }

    [Fact]
    public async Task Charge_ADeclinedMethod_SaysWhyAndChargesNothing()
    {
        var charge = Charge(Behaviour.Declined);

        var result = await ChargeAsync(charge);

        Assert.Equal(PaymentOutcome.Declined, result.Outcome);
        Assert.NotNull(result.DeclineCode);
        Assert.Equal(PaymentOutcome.Declined, (await ChargeAsync(charge)).Outcome);
        Assert.Equal((0, 0, 0), await AuditAsync(charge));
    }

    [Fact]
    public async Task Charge_AnAnswerThatIsLost_IsUnknownAndTheNextTellsWhatHappened()
    {
        var charge = Charge(Behaviour.LostAnswer);

        Assert.Equal(PaymentOutcome.Unknown, (await ChargeAsync(charge)).Outcome);

        Assert.Equal((1, 1999, 0), await AuditAsync(charge));
        Assert.Equal(PaymentOutcome.Succeeded, (await ChargeAsync(charge)).Outcome);
        Assert.Equal((1, 1999, 0), await AuditAsync(charge));
    }

    [Fact]
    public async Task Find_AfterAnAnswerThatWasLost_TellsWhatHappened()
    {
        var charge = Charge(Behaviour.LostAnswer);
        await ChargeAsync(charge);

        var found = await Provider.FindAsync(charge.IdempotencyKey, null, default);

        Assert.Equal(PaymentOutcome.Succeeded, found.Outcome);
        Assert.NotNull(found.PaymentId);
    }

    [Fact]
    public async Task Charge_AFailureBeforeTheCharge_IsMadeGoodByTheSameKey()
    {
        var charge = Charge(Behaviour.FailOnce);

        var result = await ChargeUntilKnownAsync(charge);

        Assert.Equal(PaymentOutcome.Succeeded, result.Outcome);
        Assert.Equal((1, 1999, 0), await AuditAsync(charge));
    }

    [Fact]
    public async Task Find_AKeyThatWasNeverUsed_IsNotFound() =>
        Assert.Equal(PaymentOutcome.NotFound, (await Provider.FindAsync("never", null, default)).Outcome);

    [Fact]
    public async Task Charge_ThatTheBuyerHasToConfirm_SaysHow()
    {
        var charge = Charge(Behaviour.Action);

        var result = await ChargeAsync(charge);

        Assert.Equal(PaymentOutcome.RequiresAction, result.Outcome);
        Assert.True(result.Action is { ClientSecret: not null } or { RedirectUrl: not null });
        Assert.Equal((0, 0, 0), await AuditAsync(charge));
    }

    [Fact]
    public async Task Cancel_WhatTheBuyerNeverConfirmed_ClosesIt()
    {
        var charge = Charge(Behaviour.Action);
        var result = await ChargeAsync(charge);

        Assert.Equal(PaymentOutcome.Cancelled, (await CancelAsync(charge, result.PaymentId)).Outcome);
        Assert.Equal(PaymentOutcome.Cancelled, (await CancelAsync(charge, result.PaymentId)).Outcome);
        Assert.Equal((0, 0, 0), await AuditAsync(charge));
    }

    [Fact]
    public async Task Cancel_WhatWasCharged_SaysSo()
    {
        var charge = Charge(Behaviour.LostAnswer);
        await ChargeAsync(charge);

        Assert.Equal(PaymentOutcome.Succeeded, (await CancelAsync(charge, null)).Outcome);
        Assert.Equal((1, 1999, 0), await AuditAsync(charge));
    }

    /// <summary>The charge was on its way for longer than anybody waited.</summary>
    [Fact]
    public async Task Cancel_BeforeTheChargeArrives_KeepsItFromCharging()
    {
        var charge = Charge(Behaviour.Good);

        Assert.Equal(PaymentOutcome.Cancelled, (await CancelAsync(charge, null)).Outcome);
        var late = await ChargeAsync(charge);

        Assert.NotEqual(PaymentOutcome.Succeeded, late.Outcome);
        Assert.Equal((0, 0, 0), await AuditAsync(charge));
    }

    [Fact]
    public async Task Refund_InPartsAndTooMuch_NeverExceedsTheCharge()
    {
        var charge = Charge(Behaviour.Good);
        var paymentId = (await ChargeAsync(charge)).PaymentId!;

        Assert.Equal(RefundOutcome.Succeeded, (await RefundAsync(charge, paymentId, "r-1", 1500)).Outcome);
        Assert.Equal(RefundOutcome.Refused, (await RefundAsync(charge, paymentId, "r-2", 500)).Outcome);
        Assert.Equal(RefundOutcome.Succeeded, (await RefundAsync(charge, paymentId, "r-3", 499)).Outcome);
        Assert.Equal(RefundOutcome.Refused, (await RefundAsync(charge, paymentId, "r-4", 1)).Outcome);
        Assert.Equal((1, 1999, 1999), await AuditAsync(charge));
    }

    [Fact]
    public async Task Refund_TheSameKeyAgain_PaysBackOnce()
    {
        var charge = Charge(Behaviour.Good);
        var paymentId = (await ChargeAsync(charge)).PaymentId!;

        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => RefundUntilKnownAsync(charge, paymentId, "r-1", 700)));

        Assert.Equal(RefundOutcome.Succeeded, Assert.Single(results.Distinct()).Outcome);
        Assert.Equal((1, 1999, 700), await AuditAsync(charge));
    }

    [Fact]
    public async Task Refund_OfNoPayment_IsRefused()
    {
        var charge = Charge(Behaviour.Good);

        Assert.Equal(RefundOutcome.Refused, (await RefundAsync(charge, "pi_never", "r-1", 1)).Outcome);
    }

    [Fact]
    public async Task Notice_OfTheProvider_IsRead()
    {
        var charge = Charge(Behaviour.Good);
        var result = await ChargeAsync(charge);
        var hook = await NoticeOfAsync(charge);

        var reading = Provider.ReadNotice(hook);

        Assert.True(reading.IsSigned);
        Assert.Equal(
            (PaymentNoticeKind.Succeeded, Provider.Name, charge.OrderId, result.PaymentId, charge.IdempotencyKey, Price),
            (reading.Notice!.Kind, reading.Notice.Provider, reading.Notice.OrderId, reading.Notice.PaymentId, reading.Notice.IdempotencyKey, reading.Notice.Amount));
    }

    [Fact]
    public async Task Notice_ForgedOrOld_IsNotSigned()
    {
        var charge = Charge(Behaviour.Good);
        await ChargeAsync(charge);
        var hook = await NoticeOfAsync(charge);

        Assert.False(Provider.ReadNotice(hook with { Body = [.. hook.Body, (byte)' '] }).IsSigned);
        Assert.False(Provider.ReadNotice(hook with { Headers = hook.Headers.Clear() }).IsSigned);
        Assert.All(hook.Headers, header => Assert.False(
            Provider.ReadNotice(hook with { Headers = hook.Headers.SetItem(header.Key, header.Value + "0") }).IsSigned));
        Advance(TimeSpan.FromMinutes(4));
        Assert.True(Provider.ReadNotice(hook).IsSigned);
        Advance(TimeSpan.FromMinutes(2));
        Assert.False(Provider.ReadNotice(hook).IsSigned);
    }

    private protected PaymentCharge Charge(Behaviour behaviour) =>
        new("key-1", "o-1", "u-1", Price, Method(behaviour), "Teapot 茶壶 & more");

    private protected Task<PaymentResult> ChargeAsync(PaymentCharge charge) => Provider.ChargeAsync(charge, CancellationToken.None);

    private async Task<PaymentResult> ChargeUntilKnownAsync(PaymentCharge charge)
    {
        for (var attempt = 1; ; attempt++)
        {
            var result = await ChargeAsync(charge);
            if (result.Outcome != PaymentOutcome.Unknown || attempt == 20)
            {
                return result;
            }
        }
    }

    private Task<PaymentResult> CancelAsync(PaymentCharge charge, string? paymentId) =>
        Provider.CancelAsync(new PaymentCancel(charge.IdempotencyKey, paymentId, charge.OrderId, charge.Amount), CancellationToken.None);

    private Task<RefundResult> RefundAsync(PaymentCharge charge, string paymentId, string key, long amountMinor) => Provider.RefundAsync(
        new PaymentRefund(key, paymentId, charge.OrderId, new Money(amountMinor, "EUR"), "requested_by_customer"), CancellationToken.None);

    private async Task<RefundResult> RefundUntilKnownAsync(PaymentCharge charge, string paymentId, string key, long amountMinor)
    {
        for (var attempt = 1; ; attempt++)
        {
            var result = await RefundAsync(charge, paymentId, key, amountMinor);
            if (result.Outcome != RefundOutcome.Unknown || attempt == 20)
            {
                return result;
            }
        }
    }
}
