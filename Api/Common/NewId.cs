using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace SocialCommerce.Api.Common;

/// <summary>Makes opaque ids: a short prefix that tells people what it is, and a time-ordered unique part.</summary>
internal static class NewId
{
    private const int DerivedBytes = 16;

    public static string Account() => Make("u");

    public static string Session() => Make("s");

    public static string Product() => Make("p");

    public static string Room() => Make("r");

    public static string Deal() => Make("d");

    public static string DealClaim() => Make("dc");

    public static string Order() => Make("o");

    public static string Refund() => Make("rf");

    public static string Voucher() => Make("v");

    public static string GuestCart() => Make("gc");

    public static string Webhook() => Make("we");

    public static string GroupOffer() => Make("go");

    public static string Group() => Make("gb");

    public static string Promotion() => Make("pm");

    public static string Experiment() => Make("x");

    public static string Comment() => Make("c");

    public static string Poll() => Make("v");

    public static string Question() => Make("q");

    public static string Giveaway() => Make("g");

    public static string Review() => Make("rv");

    public static string Event() => Make("e");

    public static string Impression() => Make("i");

    public static string Epoch() => Make("x");

    /// <summary>
    /// The id that one user's Idempotency-Key always leads to, so that a retry after a crash finds what was created.
    /// </summary>
    public static string Derived(string prefix, string userId, string key)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{prefix}\n{userId}\n{key}"));
        return $"{prefix}_{Convert.ToHexStringLower(hash.AsSpan(0, DerivedBytes))}";
    }

    /// <summary>A secret of 256 bits in characters that need no escaping anywhere.</summary>
    public static string Secret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>A secret of 256 bits as 64 hexadecimal digits.</summary>
    public static string Seed() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    private static string Make(string prefix) => $"{prefix}_{Guid.CreateVersion7():N}";
}
