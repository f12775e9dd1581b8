namespace SocialCommerce.Grains.Interfaces.Orders.Payments;

/// <summary>One charge of a buyer.</summary>
/// <param name="IdempotencyKey">Whoever repeats it charges nothing twice; with another amount, order or method it is refused.</param>
/// <param name="Method">What the provider knows the buyer's means of payment by; means nothing here.</param>
[GenerateSerializer, Immutable, Alias("sc.PaymentCharge")]
public sealed record PaymentCharge(
    [property: Id(0)] string IdempotencyKey,
    [property: Id(1)] string OrderId,
    [property: Id(2)] string BuyerId,
    [property: Id(3)] Money Amount,
    [property: Id(4)] string Method,
    [property: Id(5)] string Description);

/// <param name="DeclineCode">Why it was declined, or why nobody knows, in the provider's words.</param>
/// <param name="Action">What the buyer has to do first.</param>
[GenerateSerializer, Immutable, Alias("sc.PaymentResult")]
public sealed record PaymentResult(
    [property: Id(0)] PaymentOutcome Outcome,
    [property: Id(1)] string? PaymentId = null,
    [property: Id(2)] string? DeclineCode = null,
    [property: Id(3)] PaymentAction? Action = null);

[GenerateSerializer, Alias("sc.PaymentOutcome")]
public enum PaymentOutcome
{
    /// <summary>Nobody knows: no answer, or none that says. The charge may have been made.</summary>
    Unknown = 0,
    Succeeded = 1,

    /// <summary>A definite no. Nothing was charged under this key, and nothing will be.</summary>
    Declined = 2,

    /// <summary>The provider took it and answers later.</summary>
    Processing = 3,
    RequiresAction = 4,

    /// <summary>Nothing was ever charged under this key.</summary>
    NotFound = 5,

    /// <summary>Nothing was charged under this key, and nothing will be.</summary>
    Cancelled = 6,
}

/// <summary>What a buyer's bank wants of them, as in 3-D Secure: an address to go to, or a secret for the provider's script.</summary>
[GenerateSerializer, Immutable, Alias("sc.PaymentAction")]
public sealed record PaymentAction([property: Id(0)] string? RedirectUrl, [property: Id(1)] string? ClientSecret);

/// <summary>Closes a charge that is not to be made any more.</summary>
/// <param name="PaymentId">Null when the charge was never answered.</param>
[GenerateSerializer, Immutable, Alias("sc.PaymentCancel")]
public sealed record PaymentCancel(
    [property: Id(0)] string IdempotencyKey,
    [property: Id(1)] string? PaymentId,
    [property: Id(2)] string OrderId,
    [property: Id(3)] Money Amount);

/// <summary>Money back, all of it or a part.</summary>
/// <param name="IdempotencyKey">Whoever repeats it pays nothing back twice.</param>
[GenerateSerializer, Immutable, Alias("sc.PaymentRefund")]
public sealed record PaymentRefund(
    [property: Id(0)] string IdempotencyKey,
    [property: Id(1)] string PaymentId,
    [property: Id(2)] string OrderId,
    [property: Id(3)] Money Amount,
    [property: Id(4)] string Reason);

/// <param name="Code">Why it was refused, in the provider's words.</param>
[GenerateSerializer, Immutable, Alias("sc.RefundResult")]
public sealed record RefundResult(
    [property: Id(0)] RefundOutcome Outcome,
    [property: Id(1)] string? RefundId = null,
    [property: Id(2)] string? Code = null);

[GenerateSerializer, Alias("sc.RefundOutcome")]
public enum RefundOutcome
{
    /// <summary>Nobody knows; asking again with the same key tells.</summary>
    Unknown = 0,
    Succeeded = 1,

    /// <summary>A definite no: more than is left of the charge, or no such charge.</summary>
    Refused = 2,

    /// <summary>The provider took it and the money is on its way.</summary>
    Processing = 3,
}

/// <summary>What a provider tells of a payment by itself. It may come twice, late, and in any order.</summary>
[GenerateSerializer, Immutable, Alias("sc.PaymentNotice")]
public sealed record PaymentNotice(
    [property: Id(0)] PaymentNoticeKind Kind,
    [property: Id(1)] string Provider,
    [property: Id(2)] string NoticeId,
    [property: Id(3)] string OrderId,
    [property: Id(4)] string PaymentId,
    [property: Id(5)] string IdempotencyKey,
    [property: Id(6)] Money Amount,
    [property: Id(7)] DateTimeOffset At,
    [property: Id(8)] string? DeclineCode = null);

[GenerateSerializer, Alias("sc.PaymentNoticeKind")]
public enum PaymentNoticeKind
{
    Unknown = 0,
    Succeeded = 1,

    /// <summary>This attempt came to nothing; nothing was charged.</summary>
    Failed = 2,

    /// <summary>The amount is all that was paid back so far.</summary>
    Refunded = 3,
}
