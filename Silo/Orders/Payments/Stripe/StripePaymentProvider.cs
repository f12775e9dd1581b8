using System.Globalization;
using System.Net;
using Microsoft.Extensions.Logging;
using SocialCommerce.Grains.Interfaces.Orders.Payments;
using SocialCommerce.Grains.Orders.Payments;
using Fields = System.Collections.Generic.KeyValuePair<string, string>;

namespace SocialCommerce.Silo.Orders.Payments;

/// <summary>
/// Payments by Stripe's PaymentIntents. Our idempotency key is Stripe's, and stands in the metadata too, so that a charge of
/// which no answer came is found.
/// </summary>
internal sealed partial class StripePaymentProvider(
    StripeClient client, StripeFinder finder, StripeNotices notices, ILogger<StripePaymentProvider> logger) : IPaymentProvider
{
    private const string Intents = "/v1/payment_intents";
    private const int DescriptionLengthMax = 500;

    public string Name => StripeNotices.ProviderName;

    public async Task<PaymentResult> ChargeAsync(PaymentCharge charge, CancellationToken cancellationToken)
    {
        if (StripeAmounts.ToStripe(charge.Amount) is not { } amount)
        {
            return new PaymentResult(PaymentOutcome.Declined, DeclineCode: "amount_not_supported");
        }

        List<Fields> form =
        [
            .. Common(charge.IdempotencyKey, charge.OrderId, amount, charge.Amount.Currency),
            new("payment_method", charge.Method),
            new("confirm", "true"),
            new("automatic_payment_methods[enabled]", "true"),
            new("automatic_payment_methods[allow_redirects]", "never"),
            new("description", charge.Description[..Math.Min(charge.Description.Length, DescriptionLengthMax)]),
            new("metadata[buyer_id]", charge.BuyerId),
        ];
        var answer = await client.PostAsync(Intents, charge.IdempotencyKey, form, cancellationToken);
        var result = StripeResults.OfCharge(answer);
        LogIfDenied(answer);

        // What is stored under a key tells how it stood then.
        return answer.IsReplayed && result is { PaymentId: { } paymentId, Outcome: not PaymentOutcome.Succeeded }
            ? await finder.GetAsync(paymentId, cancellationToken) ?? result
            : result;
    }

    public async Task<PaymentResult> FindAsync(string idempotencyKey, string? paymentId, CancellationToken cancellationToken) =>
        paymentId is null
            ? await finder.FindAsync(idempotencyKey, cancellationToken)
            : await finder.GetAsync(paymentId, cancellationToken) ?? new PaymentResult(PaymentOutcome.NotFound);

    public async Task<PaymentResult> CancelAsync(PaymentCancel cancel, CancellationToken cancellationToken)
    {
        var paymentId = cancel.PaymentId;
        if (paymentId is null)
        {
            // Uses the key up with something that charges nothing: a charge that is still on its way then has other
            // parameters than the key's, and is refused.
            var amount = StripeAmounts.ToStripe(cancel.Amount) ?? 100;
            var seal = await client.PostAsync(
                Intents, cancel.IdempotencyKey, Common(cancel.IdempotencyKey, cancel.OrderId, amount, cancel.Amount.Currency), cancellationToken);
            if (!seal.IsSuccess)
            {
                return await CancelUsedAsync(seal, cancel.IdempotencyKey, cancellationToken);
            }

            paymentId = seal.Read(StripeJson.Default.StripeIntent)?.Id;
        }

        return paymentId is null ? StripeResults.Silence : await CancelAsync(paymentId, cancellationToken);
    }

    public async Task<RefundResult> RefundAsync(PaymentRefund refund, CancellationToken cancellationToken)
    {
        if (StripeAmounts.ToStripe(refund.Amount) is not { } amount)
        {
            return new RefundResult(RefundOutcome.Refused, Code: "amount_not_supported");
        }

        List<Fields> form =
        [
            new("payment_intent", refund.PaymentId),
            new("amount", amount.ToString(CultureInfo.InvariantCulture)),
            new("metadata[order_id]", refund.OrderId),
            new("metadata[reason]", refund.Reason[..Math.Min(refund.Reason.Length, DescriptionLengthMax)]),
        ];
        if (refund.Reason is "duplicate" or "fraudulent" or "requested_by_customer")
        {
            form.Add(new("reason", refund.Reason));
        }

        var answer = await client.PostAsync("/v1/refunds", refund.IdempotencyKey, form, cancellationToken);
        LogIfDenied(answer);
        return StripeResults.OfRefund(answer);
    }

    public NoticeReading ReadNotice(PaymentHook hook) => notices.Read(hook);

    private static List<Fields> Common(string idempotencyKey, string orderId, long amount, string currency) =>
    [
        new("amount", amount.ToString(CultureInfo.InvariantCulture)),
        new("currency", currency.ToLowerInvariant()),
        new(StripeNotices.OrderField, orderId),
        new(StripeNotices.KeyField, idempotencyKey),
    ];

    // The key was used: for a charge, or by a call that is under way.
    private async Task<PaymentResult> CancelUsedAsync(StripeAnswer seal, string idempotencyKey, CancellationToken cancellationToken)
    {
        if (seal.ReadError().Type != StripeResults.IdempotencyError || seal.Status == HttpStatusCode.Conflict)
        {
            LogIfDenied(seal);
            return StripeResults.Silence;
        }

        var found = await finder.FindAsync(idempotencyKey, cancellationToken);
        return found switch
        {
            // The key is used up and has nothing to show for it.
            { Outcome: PaymentOutcome.NotFound } => new PaymentResult(PaymentOutcome.Cancelled),
            { Outcome: PaymentOutcome.RequiresAction or PaymentOutcome.Processing or PaymentOutcome.Declined, PaymentId: { } paymentId } =>
                await CancelAsync(paymentId, cancellationToken),
            _ => found,
        };
    }

    // Not keyed: it may be done twice, and a stored answer would hide what happened since.
    private async Task<PaymentResult> CancelAsync(string paymentId, CancellationToken cancellationToken)
    {
        var answer = await client.PostAsync($"{Intents}/{Uri.EscapeDataString(paymentId)}/cancel", null, [], cancellationToken);
        LogIfDenied(answer);
        var intent = answer.IsSuccess ? answer.Read(StripeJson.Default.StripeIntent) : answer.ReadError().PaymentIntent;
        if (intent is not null)
        {
            return StripeResults.Of(intent);
        }

        return answer.Status == HttpStatusCode.NotFound ? new PaymentResult(PaymentOutcome.NotFound) : StripeResults.Silence;
    }

    private void LogIfDenied(StripeAnswer answer)
    {
        if (answer.Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
        {
            LogDenied((int)answer.Status);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Stripe does not take the key of this shop ({Status}); nothing is charged")]
    private partial void LogDenied(int status);
}
