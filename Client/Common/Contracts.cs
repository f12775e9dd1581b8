namespace SocialCommerce.Client.Common;

/// <summary>An amount in the currency's minor unit.</summary>
public sealed record Money(long AmountMinor, string Currency);

/// <summary>A page of a list; no cursor means the end.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor);

/// <summary>An error answer (RFC 9457).</summary>
public sealed record Problem(
    int Status,
    string Code,
    string? Title = null,
    string? Detail = null,
    string? TraceId = null,
    IReadOnlyDictionary<string, IReadOnlyList<string>>? Errors = null,
    long? RetryAfterMs = null);
