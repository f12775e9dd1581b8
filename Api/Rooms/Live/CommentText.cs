using System.Globalization;
using System.Text;
using SocialCommerce.Api.Common.Unicode;

namespace SocialCommerce.Api.Rooms.Live;

/// <summary>
/// Cleans what people type, without changing what they see: one normal form, no invisible controls that reorder or hide
/// text, one line. It is stored raw otherwise, and encoded by whoever shows it.
/// </summary>
internal static class CommentText
{
    private const int ZeroWidthJoiner = 0x200D;

    private const int VariationSelector = 0xFE0F;

    public static string Clean(string text)
    {
        var runes = text.EnumerateRunes().ToArray();
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < runes.Length; i++)
        {
            Append(result, runes, i);
        }

        return CanonicalComposition.Compose(result.ToString().Trim());
    }

    private static void Append(StringBuilder result, Rune[] runes, int index)
    {
        var rune = runes[index];
        if (Rune.IsWhiteSpace(rune))
        {
            if (result.Length > 0 && result[^1] != ' ')
            {
                result.Append(' ');
            }
        }
        else if (!IsInvisible(rune) || IsInsideEmoji(runes, index))
        {
            result.Append(rune.ToString());
        }
    }

    /// <summary>Bidirectional controls, zero-width characters, tags, soft hyphens, and the control characters.</summary>
    private static bool IsInvisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.Control;

    /// <summary>A zero-width joiner between two emoji makes one of them: a family, a flag, a profession.</summary>
    private static bool IsInsideEmoji(Rune[] runes, int index) =>
        runes[index].Value == ZeroWidthJoiner
        && index > 0
        && index + 1 < runes.Length
        && (IsEmoji(runes[index - 1]) || runes[index - 1].Value == VariationSelector)
        && IsEmoji(runes[index + 1]);

    private static bool IsEmoji(Rune rune) => rune.Value
        is (>= 0x1F000 and <= 0x1FAFF) or (>= 0x2190 and <= 0x2BFF) or 0x3030 or 0x303D or 0x3297 or 0x3299;
}
