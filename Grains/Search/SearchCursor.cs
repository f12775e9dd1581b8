using System.Globalization;
using SocialCommerce.Algorithms.Search;

namespace SocialCommerce.Grains.Search;

/// <summary>
/// Where a page ended: the score and the key of its last hit. What does not change while somebody turns pages is on one of
/// them, and, as scores move a little with every other document, seldom on two.
/// </summary>
internal static class SearchCursor
{
    private const int ScoreDigits = 8;

    public static string Write(SearchHit last) =>
        string.Create(CultureInfo.InvariantCulture, $"{BitConverter.SingleToInt32Bits(last.Score):x8}{last.Key}");

    public static bool TryRead(string? cursor, out SearchHit? last)
    {
        last = null;
        if (cursor is null)
        {
            return true;
        }

        if (cursor.Length <= ScoreDigits
            || !int.TryParse(cursor.AsSpan(0, ScoreDigits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var bits)
            || !SearchCatalogue.TryRead(cursor[ScoreDigits..], out _))
        {
            return false;
        }

        last = new SearchHit(cursor[ScoreDigits..], 0, BitConverter.Int32BitsToSingle(bits));
        return true;
    }
}
