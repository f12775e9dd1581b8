using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace SocialCommerce.Algorithms.Text.Folding;

/// <summary>
/// Brings characters that look or read alike to one form: compatibility forms and case (UAX 15, forms KD and KC), letters
/// without their accents, look-alikes of Latin letters from other scripts, traditional Chinese as simplified. Made to
/// compare texts, never to show them.
/// </summary>
public static class CharacterFolding
{
    private const string Resource = "SocialCommerce.Algorithms.Text.Folding.folding.txt";

    private static readonly Lazy<FrozenDictionary<int, string>> Table = new(Read);

    /// <summary>The folded form of one character, one or a few of them; empty for what cannot be seen by itself.</summary>
    public static string Fold(Rune rune)
    {
        if (rune.IsAscii)
        {
            return Rune.ToLowerInvariant(rune).ToString();
        }

        if (IsUnseen(rune))
        {
            return string.Empty;
        }

        return Table.Value.GetValueOrDefault(rune.Value) ?? Rune.ToLowerInvariant(rune).ToString();
    }

    // Marks on a letter, joiners and directions, and the letters that Korean has for nothing.
    private static bool IsUnseen(Rune rune) =>
        rune.Value is 0x115F or 0x1160
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.Control or UnicodeCategory.Surrogate
            or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;

    private static FrozenDictionary<int, string> Read()
    {
        using var stream = typeof(CharacterFolding).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The resource '{Resource}' is not in the program.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var table = new Dictionary<int, string>();
        while (reader.ReadLine() is { } line)
        {
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            if (line[0] == '#')
            {
                continue;
            }

            var folded = line[..space];
            foreach (var rune in line[(space + 1)..].EnumerateRunes())
            {
                table[rune.Value] = folded;
            }
        }

        return table.ToFrozenDictionary();
    }
}
