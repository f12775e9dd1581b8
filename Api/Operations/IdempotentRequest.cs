using SocialCommerce.Api.Auth;

namespace SocialCommerce.Api.Operations;

/// <summary>Marks an endpoint that honours the header Idempotency-Key.</summary>
internal sealed class IdempotentRequest
{
    public const string KeyHeader = "Idempotency-Key";

    public const string ReplayedHeader = "Idempotency-Replayed";

    public static readonly IdempotentRequest Instance = new();

    private const int KeyLengthMax = 255;

    private IdempotentRequest()
    {
    }

    /// <summary>The key, null without one. A key that cannot be one is refused before anything runs.</summary>
    public static string? KeyOf(HttpContext context) =>
        context.Request.Headers.TryGetValue(KeyHeader, out var values) ? values.ToString() : null;

    public static bool IsValid(string key) =>
        key.Length is > 0 and <= KeyLengthMax && key.All(c => c is > ' ' and <= '~');

    /// <summary>The id that the request's key leads to; null without a key.</summary>
    public static string? DerivedId(HttpContext context, string prefix) =>
        KeyOf(context) is { } key ? NewId.Derived(prefix, Caller.Of(context.User).UserId, key) : null;
}
