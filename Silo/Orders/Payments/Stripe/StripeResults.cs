using System.Net;
using SocialCommerce.Grains.Interfaces.Orders.Payments;

namespace SocialCommerce.Silo.Orders.Payments;

/// <summary>What Stripe's answers mean for an order. Pure.</summary>
internal static class StripeResults
{
    public const string CardError = "card_error";
    public const string IdempotencyError = "idempotency_error";
    public const string RequestError = "invalid_request_error";

    /// <summary>Nobody knows.</summary>
    public static readonly PaymentResult Silence = new(PaymentOutcome.Unknown);

    public static PaymentResult OfCharge(StripeAnswer answer)
    {
        if (answer.IsSuccess)
        {
            return answer.Read(StripeJson.Default.StripeIntent) is { } intent ? Of(intent) : Silence;
        }

        var error = answer.ReadError();
        return (answer.Status, error.Type) switch
        {
            (HttpStatusCode.PaymentRequired, _) or (_, CardError) =>
                new PaymentResult(PaymentOutcome.Declined, error.PaymentIntent?.Id, error.Reason),

            // Nothing was begun. A key that was used for something else may have charged that.
            (HttpStatusCode.BadRequest, RequestError) =>
                new PaymentResult(PaymentOutcome.Declined, error.PaymentIntent?.Id, error.Reason),
            (0, _) => Silence,
            _ => new PaymentResult(PaymentOutcome.Unknown, DeclineCode: error.Reason),
        };
    }

    public static PaymentResult Of(StripeIntent intent) => intent.Status switch
    {
        "succeeded" => new PaymentResult(PaymentOutcome.Succeeded, intent.Id),
        "processing" or "requires_capture" => new PaymentResult(PaymentOutcome.Processing, intent.Id),
        "requires_action" => new PaymentResult(
            PaymentOutcome.RequiresAction, intent.Id,
            Action: new PaymentAction(intent.NextAction?.RedirectToUrl?.Url, intent.ClientSecret)),
        "canceled" => new PaymentResult(PaymentOutcome.Cancelled, intent.Id),
        "requires_payment_method" when intent.LastPaymentError is { } error =>
            new PaymentResult(PaymentOutcome.Declined, intent.Id, error.Reason),
        "requires_payment_method" or "requires_confirmation" => new PaymentResult(PaymentOutcome.NotFound, intent.Id),
        _ => new PaymentResult(PaymentOutcome.Unknown, intent.Id, intent.Status),
    };

    public static RefundResult OfRefund(StripeAnswer answer)
    {
        if (answer.IsSuccess)
        {
            return answer.Read(StripeJson.Default.StripeRefund) is { } refund ? Of(refund) : new RefundResult(RefundOutcome.Unknown);
        }

        var error = answer.ReadError();
        return answer.Status is HttpStatusCode.BadRequest or HttpStatusCode.NotFound && error.Type is RequestError or IdempotencyError
            ? new RefundResult(RefundOutcome.Refused, Code: error.Reason)
            : new RefundResult(RefundOutcome.Unknown, Code: error.Reason);
    }

    private static RefundResult Of(StripeRefund refund) => refund.Status switch
    {
        "succeeded" => new RefundResult(RefundOutcome.Succeeded, refund.Id),
        "failed" or "canceled" => new RefundResult(RefundOutcome.Refused, refund.Id, refund.FailureReason ?? refund.Status),
        _ => new RefundResult(RefundOutcome.Processing, refund.Id),
    };
}
