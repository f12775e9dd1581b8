using System.Globalization;
using System.Text;

namespace SocialCommerce.Algorithms.Text;

/// <summary>
/// Brings text to one spelling: full-width forms to ASCII, lower case, no control or format characters. Written out here
/// because the process runs with invariant globalization and a shop's text is as often Chinese as English.
/// </summary>
public static class TextNormalizer
{
    private const char FullWidthFirst = '\uFF01';
    private const char FullWidthLast = '\uFF5E';
    private const int FullWidthOffset = 0xFEE0;
    private const char IdeographicSpace = '\u3000';

    public static string Normalize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var result = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (char.GetUnicodeCategory(character) is UnicodeCategory.Format or UnicodeCategory.NonSpacingMark)
            {
                continue;
            }

            result.Append(Fold(character));
        }

        return result.ToString();
    }

    private static char Fold(char character) => character switch
    {
        IdeographicSpace => ' ',
        >= FullWidthFirst and <= FullWidthLast => char.ToLowerInvariant((char)(character - FullWidthOffset)),
        _ => char.ToLowerInvariant(character),
    };
}
