using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SocialCommerce.Grains.Interfaces.Common;

/// <summary>
/// Signs and checks as Standard Webhooks does (standardwebhooks.com, version 1): HMAC-SHA256 over id, time and body. What we
/// send and what we are sent go by the same code.
/// </summary>
public static class WebhookSignature
{
    public const string IdHeader = "webhook-id";
    public const string TimestampHeader = "webhook-timestamp";
    public const string SignatureHeader = "webhook-signature";

    public const int SecretBytesMin = 24;

    private const string SecretPrefix = "whsec_";
    private const string Version = "v1,";

    /// <summary>How far a signature's time may be from now.</summary>
    public static readonly TimeSpan AgeMax = TimeSpan.FromMinutes(5);

    /// <summary>The key, or null when it is not base64. The prefix may be missing.</summary>
    public static byte[]? ReadSecret(string? secret)
    {
        var text = secret?.StartsWith(SecretPrefix, StringComparison.Ordinal) == true ? secret[SecretPrefix.Length..] : secret;
        var buffer = new byte[text?.Length ?? 0];
        return text is not null && Convert.TryFromBase64String(text, buffer, out var length) ? buffer[..length] : null;
    }

    /// <summary>A secret as it is shown to whoever checks, so that libraries take it as it is.</summary>
    public static string WriteSecret(ReadOnlySpan<byte> key) => SecretPrefix + Convert.ToBase64String(key);

    /// <summary>A signature as its header carries it.</summary>
    /// <param name="timestamp">Seconds since 1970 UTC.</param>
    public static string Sign(ReadOnlySpan<byte> key, string id, long timestamp, ReadOnlySpan<byte> body)
    {
        var head = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp}."));
        return Version + Convert.ToBase64String(HMACSHA256.HashData(key, [.. head, .. body]));
    }

    /// <summary>Adds the three headers; a signature for each key.</summary>
    public static void Sign(
        HttpRequestMessage request, IEnumerable<byte[]> keys, string id, DateTimeOffset at, byte[] body)
    {
        ArgumentNullException.ThrowIfNull(request);
        var timestamp = at.ToUnixTimeSeconds();
        request.Headers.Add(IdHeader, id);
        request.Headers.Add(TimestampHeader, timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add(SignatureHeader, string.Join(' ', keys.Select(key => Sign(key, id, timestamp, body))));
    }

    /// <summary>
    /// Whether one of the signatures is the key's and its time is near. Takes the same time wherever the first difference
    /// is.
    /// </summary>
    /// <param name="signatures">Of the form "v1,base64", several with spaces between them.</param>
    public static bool IsValid(
        string signatures, ReadOnlySpan<byte> key, string id, long timestamp, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(signatures);
        if (key.IsEmpty || !IsNear(timestamp, now))
        {
            return false;
        }

        var expected = Encoding.UTF8.GetBytes(Sign(key, id, timestamp, body));
        var isValid = false;
        foreach (var signature in signatures.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            isValid |= CryptographicOperations.FixedTimeEquals(expected, Encoding.UTF8.GetBytes(signature));
        }

        return isValid;
    }

    public static bool IsNear(long timestamp, DateTimeOffset now) =>
        Math.Abs(now.ToUnixTimeSeconds() - (decimal)timestamp) <= (decimal)AgeMax.TotalSeconds;
}
