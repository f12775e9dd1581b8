using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace SocialCommerce.Algorithms.Draws;

/// <summary>
/// A draw that anybody can recompute. A secret seed of 256 bits is committed to by its SHA-256 before anybody enters. An
/// entrant's ticket is HMAC-SHA256 (RFC 2104) of the entrant id under the seed; the lowest tickets win. A ticket depends
/// on the seed and on one entrant, so neither the order of entries nor who else enters moves it.
/// </summary>
public static class LuckyDraw
{
    /// <summary>Names the rules of this class in what is published; other rules get another name.</summary>
    public const string Algorithm = "hmac-sha256-lowest-v1";

    public const int SeedBytes = 32;

    private const int EntrantBytes = 16;

    /// <summary>What is published before the first entry, as 64 hexadecimal digits.</summary>
    public static string Commit(ReadOnlySpan<byte> seed) => Convert.ToHexStringLower(SHA256.HashData(seed));

    /// <summary>The name under which a user enters: known to whoever knows the user, of no use in another giveaway.</summary>
    public static string EntrantId(string giveawayId, string userId)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{giveawayId}\n{userId}"));
        return $"e_{Convert.ToHexStringLower(hash.AsSpan(0, EntrantBytes))}";
    }

    /// <summary>The hash of the entrants, in ordinal order and joined by line feeds, as 64 hexadecimal digits.</summary>
    public static string HashEntrants(IEnumerable<string> entrants) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', List(entrants)))));

    /// <summary>The entrants as they are published: each once, in ordinal order.</summary>
    public static ImmutableArray<string> List(IEnumerable<string> entrants) =>
        [.. entrants.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>All entrants, the lowest ticket first: the first of them win, and the next take what is not claimed.</summary>
    public static ImmutableArray<string> Order(ReadOnlySpan<byte> seed, IEnumerable<string> entrants)
    {
        var key = seed.ToArray();
        return [.. List(entrants)
            .Select(entrant => (Entrant: entrant, Ticket: Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(entrant)))))
            .OrderBy(drawn => drawn.Ticket, StringComparer.Ordinal)
            .ThenBy(drawn => drawn.Entrant, StringComparer.Ordinal)
            .Select(drawn => drawn.Entrant)];
    }
}
