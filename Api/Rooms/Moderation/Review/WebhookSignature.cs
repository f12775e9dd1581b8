using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SocialCommerce.Api.Rooms.Moderation.Review;

/// <summary>Signs requests as the Standard Webhooks specification says: HMAC-SHA256 over id, time and body.</summary>
internal static class WebhookSignature
{
    private const string SecretPrefix = "whsec_";

    /// <summary>The key, or null when it is not base64.</summary>
    public static byte[]? ReadSecret(string? secret)
    {
        var text = secret?.StartsWith(SecretPrefix, StringComparison.Ordinal) == true ? secret[SecretPrefix.Length..] : secret;
        var buffer = new byte[text?.Length ?? 0];
        return text is not null && Convert.TryFromBase64String(text, buffer, out var length) ? buffer[..length] : null;
    }

    public static void Sign(HttpRequestMessage request, byte[] key, string id, DateTimeOffset at, ReadOnlySpan<byte> body)
    {
        var seconds = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", seconds);
        request.Headers.Add("webhook-signature", Compute(key, id, seconds, body));
    }

    public static string Compute(byte[] key, string id, string seconds, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hmac.AppendData(Encoding.UTF8.GetBytes($"{id}.{seconds}."));
        hmac.AppendData(body);
        return $"v1,{Convert.ToBase64String(hmac.GetHashAndReset())}";
    }
}
