using System.Text.Json.Serialization;

namespace SocialCommerce.Silo.Orders.Payments;

/// <summary>What is read of a PaymentIntent.</summary>
internal sealed record StripeIntent(
    string Id,
    string Status,
    long Amount,
    long AmountReceived,
    string Currency,
    string? ClientSecret,
    Dictionary<string, string>? Metadata,
    StripeNextAction? NextAction,
    StripeError? LastPaymentError);

internal sealed record StripeNextAction(string Type, StripeRedirect? RedirectToUrl);

internal sealed record StripeRedirect(string? Url);

internal sealed record StripeRefund(string Id, string Status, string? FailureReason);

/// <summary>What is read of a charge in an event: how much of it was paid back in all.</summary>
internal sealed record StripeCharge(
    string Id, string? PaymentIntent, long AmountRefunded, string Currency, Dictionary<string, string>? Metadata);

internal sealed record StripeError(string? Type, string? Code, string? DeclineCode, StripeIntent? PaymentIntent)
{
    /// <summary>The most that is known of the reason.</summary>
    public string Reason => DeclineCode ?? Code ?? Type ?? "unknown";
}

internal sealed record StripeFailure(StripeError? Error);

/// <summary>A page of a list or of a search.</summary>
internal sealed record StripePage(StripeIntent[]? Data, bool HasMore);

internal sealed record StripeEvent<T>(string Id, string Type, long Created, StripeEventData<T>? Data);

internal sealed record StripeEventData<T>(T? Object);

/// <summary>The part of an event that tells how to read the rest.</summary>
internal sealed record StripeEventHead(string? Id, string? Type);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(StripeIntent))]
[JsonSerializable(typeof(StripeRefund))]
[JsonSerializable(typeof(StripeFailure))]
[JsonSerializable(typeof(StripePage))]
[JsonSerializable(typeof(StripeEventHead))]
[JsonSerializable(typeof(StripeEvent<StripeIntent>), TypeInfoPropertyName = "IntentEvent")]
[JsonSerializable(typeof(StripeEvent<StripeCharge>), TypeInfoPropertyName = "ChargeEvent")]
internal sealed partial class StripeJson : JsonSerializerContext;
