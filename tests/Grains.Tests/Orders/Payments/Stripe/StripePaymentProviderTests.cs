using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SocialCommerce.Grains.Interfaces.Common;
using SocialCommerce.Grains.Interfaces.Orders.Payments;
using SocialCommerce.Grains.Orders.Payments;
using SocialCommerce.Grains.Tests.Hosting;
using SocialCommerce.Silo.Orders.Payments;

namespace SocialCommerce.Grains.Tests.Orders.Payments.Stripe;

/// <summary>The adapter against a server that plays Stripe.</summary>
public sealed class StripePaymentProviderTests : PaymentProviderConformance, IAsyncLifetime
{
    private const string WebhookSecret = "whsec_test_secret";

    private readonly OffsetClock _clock = new();
    private readonly List<StripeClient> _clients = [];
    private FakeStripe _stripe = null!;
    private StripePaymentProvider _provider = null!;

    private protected override IPaymentProvider Provider => _provider;

    public async Task InitializeAsync()
    {
        _stripe = await FakeStripe.StartAsync(_clock);
        _provider = Create();
    }

    public async Task DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        await _stripe.DisposeAsync();
    }

    [Fact]
    public async Task Charge_IsWhatStripesReferenceAsksFor()
    {
        await ChargeAsync(Charge(Behaviour.Good));

        var (method, path, form) = Assert.Single(_stripe.Requests);
        Assert.Equal(("POST", "/v1/payment_intents"), (method, path));
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["amount"] = "1999",
                ["currency"] = "eur",
                ["metadata[order_id]"] = "o-1",
                ["metadata[idempotency_key]"] = "key-1",
                ["payment_method"] = "pm_card_visa",
                ["confirm"] = "true",
                ["automatic_payment_methods[enabled]"] = "true",
                ["automatic_payment_methods[allow_redirects]"] = "never",
                ["description"] = "Teapot 茶壶 & more",
                ["metadata[buyer_id]"] = "u-1",
            },
            form);
    }

    [Theory]
    [InlineData("429")]
    [InlineData("503")]
    [InlineData("lost")]
    public async Task Charge_WithoutAUsableAnswer_IsMadeAgainWithTheSameKey(string fault)
    {
        var provider = Create(attempts: 3);
        _stripe.Fail(fault, times: 2);
        var charge = Charge(Behaviour.Good);

        var result = await provider.ChargeAsync(charge, default);

        Assert.Equal(PaymentOutcome.Succeeded, result.Outcome);
        Assert.Equal((1, 1999, 0), await AuditAsync(charge));
        Assert.Equal(3, _stripe.Requests.Count);
    }

    /// <summary>Stripe stores the failure, so that the same key can only give it again.</summary>
    [Fact]
    public async Task Charge_AFailureThatIsStored_IsUnknownAndNotAskedForOverAndOver()
    {
        var provider = Create(attempts: 5);
        _stripe.Fail("500");
        var charge = Charge(Behaviour.Good);

        Assert.Equal(PaymentOutcome.Unknown, (await provider.ChargeAsync(charge, default)).Outcome);

        Assert.Equal(2, _stripe.Requests.Count);
        Assert.Equal(PaymentOutcome.NotFound, (await provider.FindAsync(charge.IdempotencyKey, null, default)).Outcome);
        Assert.Equal(
            PaymentOutcome.Cancelled,
            (await provider.CancelAsync(new PaymentCancel(charge.IdempotencyKey, null, "o-1", charge.Amount), default)).Outcome);
    }

    [Fact]
    public async Task Charge_AtNobody_IsUnknownWithinTheDeadline()
    {
        var provider = Create(attempts: 2, address: new Uri("http://127.0.0.1:9"));

        Assert.Equal(PaymentOutcome.Unknown, (await provider.ChargeAsync(Charge(Behaviour.Good), default)).Outcome);
    }

    [Fact]
    public async Task Charge_WithAWrongKey_IsUnknownAndNothingIsCharged()
    {
        var provider = Create(secretKey: "sk_test_wrong");
        var charge = Charge(Behaviour.Good);

        Assert.Equal(PaymentOutcome.Unknown, (await provider.ChargeAsync(charge, default)).Outcome);
        Assert.Equal((0, 0, 0), await AuditAsync(charge));
    }

    [Fact]
    public async Task Charge_AMethodThatStripeDoesNotKnow_IsDeclined()
    {
        var result = await ChargeAsync(Charge(Behaviour.Good) with { Method = "pm_none" });

        Assert.Equal((PaymentOutcome.Declined, "resource_missing"), (result.Outcome, result.DeclineCode));
    }

    [Fact]
    public async Task Charge_ADecline_CarriesTheBanksReason() =>
        Assert.Equal("insufficient_funds", (await ChargeAsync(Charge(Behaviour.Declined))).DeclineCode);

    /// <summary>The stored answer says how it stood then.</summary>
    [Fact]
    public async Task Charge_AgainAfterTheBankAnswered_TellsTheNews()
    {
        var charge = Charge(Behaviour.Good) with { Method = "pm_usBankAccount" };
        Assert.Equal(PaymentOutcome.Processing, (await ChargeAsync(charge)).Outcome);

        _stripe.Books.Settle("o-1", "succeeded");

        Assert.Equal(PaymentOutcome.Succeeded, (await ChargeAsync(charge)).Outcome);
    }

    [Fact]
    public async Task Cancel_WhatTheBankIsBusyWith_IsTooLate()
    {
        var charge = Charge(Behaviour.Good) with { Method = "pm_usBankAccount" };
        var paymentId = (await ChargeAsync(charge)).PaymentId;

        var result = await _provider.CancelAsync(new PaymentCancel("key-1", paymentId, "o-1", charge.Amount), default);

        Assert.Equal(PaymentOutcome.Processing, result.Outcome);
    }

    [Fact]
    public async Task Find_AnOldCharge_IsFoundBySearch()
    {
        await ChargeAsync(Charge(Behaviour.Good));
        _clock.Advance(TimeSpan.FromHours(2));

        Assert.Equal(PaymentOutcome.Succeeded, (await _provider.FindAsync("key-1", null, default)).Outcome);
        Assert.DoesNotContain(_stripe.Requests, request => request.Path.StartsWith("/v1/payment_intents?", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Find_ANewChargeBehindManyOthers_IsFoundInTheList()
    {
        _stripe.Books.PageMax = 2;
        for (var number = 0; number < 7; number++)
        {
            await ChargeAsync(Charge(Behaviour.Good) with { IdempotencyKey = $"key-{number}", OrderId = $"o-{number}" });
        }

        var found = await _provider.FindAsync("key-0", null, default);

        Assert.Equal(PaymentOutcome.Succeeded, found.Outcome);
        Assert.Equal((string?)_stripe.Books.Intent("o-0")!["id"], found.PaymentId);
    }

    [Fact]
    public async Task Refund_ForAReasonOfOurs_GoesIntoTheMetadata()
    {
        var paymentId = (await ChargeAsync(Charge(Behaviour.Good))).PaymentId!;

        var result = await _provider.RefundAsync(
            new PaymentRefund("r-1", paymentId, "o-1", new Money(100, "EUR"), "arrived broken"), default);

        Assert.Equal(RefundOutcome.Succeeded, result.Outcome);
        var form = _stripe.Requests.Last().Form;
        Assert.Equal("arrived broken", form["metadata[reason]"]);
        Assert.DoesNotContain("reason", form);
    }

    [Fact]
    public async Task Notice_OfAFailureAndOfARefund_IsRead()
    {
        await ChargeAsync(Charge(Behaviour.Declined));
        var intent = _stripe.Books.Intent("o-1")!;

        var failed = _provider.ReadNotice(Sign("payment_intent.payment_failed", intent)).Notice!;
        var refunded = _provider.ReadNotice(Sign("charge.refunded", new JsonObject
        {
            ["id"] = "ch_1",
            ["object"] = "charge",
            ["payment_intent"] = "pi_1",
            ["amount"] = 1999,
            ["amount_refunded"] = 700,
            ["currency"] = "eur",
            ["metadata"] = intent["metadata"]!.DeepClone(),
        })).Notice!;

        Assert.Equal((PaymentNoticeKind.Failed, "insufficient_funds"), (failed.Kind, failed.DeclineCode));
        Assert.Equal((PaymentNoticeKind.Refunded, 700, "pi_1"), (refunded.Kind, refunded.Amount.AmountMinor, refunded.PaymentId));
    }

    [Theory]
    [InlineData("""{"id":"evt_1","object":"event","type":"customer.created","created":1,"data":{"object":{"id":"cus_1"}}}""")]
    [InlineData("""{"id":"evt_1","object":"event","type":"payment_intent.succeeded","created":1,"data":{"object":{"id":"pi_1","status":"succeeded","amount":5,"amount_received":5,"currency":"eur","metadata":{}}}}""")]
    [InlineData("[]")]
    [InlineData("not json")]
    public void Notice_OfSomethingElse_IsSignedAndNotForUs(string body)
    {
        var reading = _provider.ReadNotice(Sign(Encoding.UTF8.GetBytes(body)));

        Assert.True(reading.IsSigned);
        Assert.Null(reading.Notice);
    }

    private protected override Task<(int Count, long ChargedMinor, long RefundedMinor)> AuditAsync(PaymentCharge charge) =>
        Task.FromResult(_stripe.Books.Audit(charge.OrderId));

    private protected override string Method(Behaviour behaviour)
    {
        switch (behaviour)
        {
            case Behaviour.Declined:
                return "pm_card_visa_chargeDeclinedInsufficientFunds";
            case Behaviour.Action:
                return "pm_card_authenticationRequired";
            case Behaviour.LostAnswer:
                _stripe.Fail("lost");
                return "pm_card_visa";
            case Behaviour.FailOnce:
                _stripe.Fail("503");
                return "pm_card_visa";
            default:
                return "pm_card_visa";
        }
    }

    private protected override Task<PaymentHook> NoticeOfAsync(PaymentCharge charge) =>
        Task.FromResult(Sign("payment_intent.succeeded", _stripe.Books.Intent(charge.OrderId)!));

    private protected override void Advance(TimeSpan by) => _clock.Advance(by);

    private PaymentHook Sign(string type, JsonObject subject) => Sign(Encoding.UTF8.GetBytes(new JsonObject
    {
        ["id"] = "evt_1",
        ["object"] = "event",
        ["api_version"] = "2025-09-30.clover",
        ["created"] = _clock.GetUtcNow().ToUnixTimeSeconds(),
        ["data"] = new JsonObject { ["object"] = subject },
        ["livemode"] = false,
        ["pending_webhooks"] = 1,
        ["request"] = new JsonObject { ["id"] = null, ["idempotency_key"] = null },
        ["type"] = type,
    }.ToJsonString()));

    private PaymentHook Sign(byte[] body)
    {
        var now = _clock.GetUtcNow().ToUnixTimeSeconds();
        var signature = StripeSignature.Sign(Encoding.UTF8.GetBytes(WebhookSecret), now, body);
        return new PaymentHook(ImmutableDictionary<string, string>.Empty.Add("stripe-signature", $"t={now},v1={signature}"), [.. body]);
    }

    private StripePaymentProvider Create(int attempts = 1, string secretKey = FakeStripe.SecretKey, Uri? address = null)
    {
        var options = Options.Create(new StripeOptions
        {
            SecretKey = secretKey,
            WebhookSecret = WebhookSecret,
            BaseAddress = address ?? _stripe.Address,
            AttemptsMax = attempts,
            RetryDelay = TimeSpan.FromMilliseconds(1),
        });
        var client = new StripeClient(options, Options.Create(new PaymentOptions()), _clock, NullLogger<StripeClient>.Instance);
        _clients.Add(client);
        return new StripePaymentProvider(
            client, new StripeFinder(client, _clock), new StripeNotices(options, _clock), NullLogger<StripePaymentProvider>.Instance);
    }
}
