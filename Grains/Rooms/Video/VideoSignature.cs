using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SocialCommerce.Grains.Interfaces.Rooms.Video;

namespace SocialCommerce.Grains.Rooms.Video;

/// <summary>Signatures of Standard Webhooks (standardwebhooks.com, version 1): HMAC-SHA256 over id, time and body. Pure.</summary>
internal static class VideoSignature
{
    private const string Version = "v1,";

    /// <summary>A signature as a header carries it.</summary>
    public static string Sign(ReadOnlySpan<byte> secret, string hookId, long timestamp, ReadOnlySpan<byte> body)
    {
        var head = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{hookId}.{timestamp}."));
        return Version + Convert.ToBase64String(HMACSHA256.HashData(secret, [.. head, .. body]));
    }

    /// <summary>
    /// Whether one of the signatures is the secret's and its time is near. Takes the same time wherever the first
    /// difference is.
    /// </summary>
    public static bool IsValid(VideoHook hook, ReadOnlySpan<byte> secret, DateTimeOffset now)
    {
        if (secret.IsEmpty || Math.Abs(now.ToUnixTimeSeconds() - (decimal)hook.Timestamp) > (decimal)VideoLimits.HookAgeMax.TotalSeconds)
        {
            return false;
        }

        var expected = Encoding.UTF8.GetBytes(Sign(secret, hook.HookId, hook.Timestamp, hook.Body.AsSpan()));
        var isValid = false;
        foreach (var signature in hook.Signature.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            isValid |= CryptographicOperations.FixedTimeEquals(expected, Encoding.UTF8.GetBytes(signature));
        }

        return isValid;
    }
}
