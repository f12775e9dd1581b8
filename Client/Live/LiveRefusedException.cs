namespace SocialCommerce.Client.Live;

/// <summary>The hub said no, and why.</summary>
public sealed class LiveRefusedException(string code, string message, TimeSpan? retryAfter)
    : Exception($"The live channel refused with {code}: {message}")
{
    public string Code { get; } = code;

    public TimeSpan? RetryAfter { get; } = retryAfter;
}
