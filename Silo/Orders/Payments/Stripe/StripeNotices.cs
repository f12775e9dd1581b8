using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Options;
using SocialCommerce.Grains.Interfaces.Orders.Payments;
using SocialCommerce.Grains.Orders.Payments;

namespace SocialCommerce.Silo.Orders.Payments;

/// <summary>Reads the events that Stripe sends. Those of payments that carry no order of ours are not for us.</summary>
internal sealed class StripeNotices(IOptions<StripeOptions> options, TimeProvider clock)
{
    public const string ProviderName = "stripe";

    public const string Key = "idempotency_key";

    public const string OrderField = $"metadata[{Order}]";

    public const string KeyField = $"metadata[{Key}]";

    private const string Order = "order_id";

    // Stripe signs with the secret as it is shown, prefix and all.
    private readonly byte[] _secret = Encoding.UTF8.GetBytes(options.Value.WebhookSecret);

    public NoticeReading Read(PaymentHook hook)
    {
        var header = hook.Headers.GetValueOrDefault("stripe-signature", "");
        return StripeSignature.IsValid(header, _secret, hook.Body.AsSpan(), clock.GetUtcNow())
            ? new NoticeReading(IsSigned: true, Parse(hook.Body))
            : default;
    }

    private static PaymentNotice? Parse(ImmutableArray<byte> body)
    {
        try
        {
            return Deserialize(body, StripeJson.Default.StripeEventHead)?.Type switch
            {
                "payment_intent.succeeded" => OfIntent(Deserialize(body, StripeJson.Default.IntentEvent), PaymentNoticeKind.Succeeded),
                "payment_intent.payment_failed" or "payment_intent.canceled" =>
                    OfIntent(Deserialize(body, StripeJson.Default.IntentEvent), PaymentNoticeKind.Failed),
                "charge.refunded" => OfCharge(Deserialize(body, StripeJson.Default.ChargeEvent)),
                _ => null,
            };
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static PaymentNotice? OfIntent(StripeEvent<StripeIntent>? read, PaymentNoticeKind kind) =>
        read?.Data?.Object is { } intent
        && intent.Metadata?.GetValueOrDefault(Order) is { } orderId
        && intent.Metadata.GetValueOrDefault(Key) is { } key
            ? new PaymentNotice(
                kind, ProviderName, read.Id, orderId, intent.Id, key,
                StripeAmounts.FromStripe(kind == PaymentNoticeKind.Succeeded ? intent.AmountReceived : intent.Amount, intent.Currency),
                DateTimeOffset.FromUnixTimeSeconds(read.Created),
                kind == PaymentNoticeKind.Failed ? intent.LastPaymentError?.Reason ?? intent.Status : null)
            : null;

    private static PaymentNotice? OfCharge(StripeEvent<StripeCharge>? read) =>
        read?.Data?.Object is { PaymentIntent: { } paymentId } charge
        && charge.Metadata?.GetValueOrDefault(Order) is { } orderId
        && charge.Metadata.GetValueOrDefault(Key) is { } key
            ? new PaymentNotice(
                PaymentNoticeKind.Refunded, ProviderName, read.Id, orderId, paymentId, key,
                StripeAmounts.FromStripe(charge.AmountRefunded, charge.Currency), DateTimeOffset.FromUnixTimeSeconds(read.Created))
            : null;

    private static T? Deserialize<T>(ImmutableArray<byte> body, JsonTypeInfo<T> type) => JsonSerializer.Deserialize(body.AsSpan(), type);
}
