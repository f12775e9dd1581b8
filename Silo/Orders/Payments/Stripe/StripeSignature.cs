using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SocialCommerce.Grains.Interfaces.Common;

namespace SocialCommerce.Silo.Orders.Payments;

/// <summary>
/// Stripe's own scheme: <c>Stripe-Signature: t=…,v1=…</c>, HMAC-SHA256 over time and body in hexadecimal. While a secret is
/// being replaced there are several v1; other schemes do not count. Pure.
/// </summary>
internal static class StripeSignature
{
    private const int PartsMax = 16;

    public static string Sign(ReadOnlySpan<byte> secret, long timestamp, ReadOnlySpan<byte> body)
    {
        var head = Encoding.UTF8.GetBytes(timestamp.ToString(CultureInfo.InvariantCulture) + ".");
        return Convert.ToHexStringLower(HMACSHA256.HashData(secret, [.. head, .. body]));
    }

    public static bool IsValid(string header, ReadOnlySpan<byte> secret, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        var parts = header.Split(',', PartsMax, StringSplitOptions.TrimEntries);
        var time = parts.FirstOrDefault(static part => part.StartsWith("t=", StringComparison.Ordinal));
        if (secret.IsEmpty || time is null
            || !long.TryParse(time.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out var timestamp)
            || !WebhookSignature.IsNear(timestamp, now))
        {
            return false;
        }

        var expected = Encoding.UTF8.GetBytes("v1=" + Sign(secret, timestamp, body));
        var isValid = false;
        foreach (var part in parts)
        {
            isValid |= CryptographicOperations.FixedTimeEquals(expected, Encoding.UTF8.GetBytes(part));
        }

        return isValid;
    }
}
