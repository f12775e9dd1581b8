using System.Text;

namespace SocialCommerce.Algorithms.Text.Folding;

/// <summary>A text as the letters and digits that a reader sees in it, with what stands between them.</summary>
internal static class FoldedText
{
    private const string SentenceSigns = "。！？，、；：!?;:\n";

    public static List<FoldedUnit> Read(string text, Reading reading)
    {
        var units = new List<FoldedUnit>(text.Length);
        var before = Gap.None;
        var wasEmblem = false;
        for (var start = 0; start < text.Length;)
        {
            _ = Rune.DecodeFromUtf16(text.AsSpan(start), out var rune, out var length);
            var end = start + length;
            var folded = Fold(text, start, rune, reading);
            if (folded.Length == 0)
            {
                Extend(units, end, before);
            }
            else if (IsText(folded))
            {
                // A flag or a boxed letter beside a word is not part of the word.
                var isEmblem = rune.Value is >= 0x1F130 and <= 0x1F1FF;
                before |= isEmblem != wasEmblem && units.Count > 0 ? Gap.Symbol : Gap.None;
                wasEmblem = isEmblem;
                Add(units, folded, start, end, before);
                before = Gap.None;
            }
            else
            {
                before |= GapOf(rune);
            }

            start = end;
        }

        if (reading != Reading.Plain)
        {
            Leetspeak.ReadDigits(units, reading);
        }

        return units;
    }

    private static string Fold(string text, int start, Rune rune, Reading reading)
    {
        // These are drawn as blanks; they separate.
        if (rune.Value is 0x2800 or 0x3164 or 0xFFA0)
        {
            return " ";
        }

        var folded = CharacterFolding.Fold(rune);
        if (reading == Reading.Plain || folded.Length != 1
            || Leetspeak.LetterOfSign(folded[0], reading) is not { } letter || !IsInText(text, start))
        {
            return folded;
        }

        return letter.ToString();
    }

    // A mark of exclamation after a word is just that.
    private static bool IsInText(string text, int index)
    {
        var isAfter = index > 0 && IsPartOfWord(text[index - 1]);
        var isBefore = index + 1 < text.Length && IsPartOfWord(text[index + 1]);
        return text[index] is '!' or '|' or '¡' ? isAfter && isBefore : isAfter || isBefore;
    }

    private static bool IsPartOfWord(char character) => char.IsLetterOrDigit(character) || character is '@' or '$' or '€' or '|';

    private static bool IsText(string folded)
    {
        _ = Rune.DecodeFromUtf16(folded, out var rune, out _);
        return Rune.IsLetterOrDigit(rune);
    }

    private static void Add(List<FoldedUnit> units, string folded, int start, int end, Gap before)
    {
        foreach (var rune in folded.EnumerateRunes())
        {
            units.Add(new FoldedUnit(rune.Value, start, end, before, !HasNoSpaces(rune.Value)));
            before = Gap.None;
        }
    }

    // A mark belongs to the letter before it, so that hiding the one hides the other.
    private static void Extend(List<FoldedUnit> units, int end, Gap before)
    {
        if (units.Count > 0 && before == Gap.None)
        {
            units[^1] = units[^1] with { End = end };
        }
    }

    private static Gap GapOf(Rune rune)
    {
        if (rune.Value is '\'' or '’' or 'ʼ' or '`' or '´')
        {
            return Gap.Apostrophe;
        }

        var isSentence = rune.IsBmp && SentenceSigns.Contains((char)rune.Value, StringComparison.Ordinal);
        return (Rune.IsWhiteSpace(rune) || rune.Value is 0x2800 or 0x3164 or 0xFFA0 ? Gap.Space : Gap.Symbol)
            | (isSentence ? Gap.Sentence : Gap.None);
    }

    // Chinese, Japanese and Korean; Thai, Lao, Burmese and Khmer.
    private static bool HasNoSpaces(int codePoint) => codePoint
        is (>= 0x0E00 and <= 0x0EFF) or (>= 0x1000 and <= 0x109F) or (>= 0x1100 and <= 0x11FF) or (>= 0x1780 and <= 0x17FF)
        or (>= 0x2E80 and <= 0x9FFF) or (>= 0xAC00 and <= 0xD7FF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF);
}
