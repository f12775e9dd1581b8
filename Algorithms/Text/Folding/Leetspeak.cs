namespace SocialCommerce.Algorithms.Text.Folding;

/// <summary>How digits and signs are read.</summary>
internal enum Reading
{
    /// <summary>Digits are digits, signs separate.</summary>
    Plain,

    /// <summary>As the letters that they look like; what looks like i and l is an i.</summary>
    LettersWithI,

    /// <summary>As the letters that they look like; what looks like i and l is an l.</summary>
    LettersWithL,
}

/// <summary>Digits and signs in place of letters, as in <c>sh1t</c> and <c>a$$</c>.</summary>
internal static class Leetspeak
{
    /// <summary>The letter that a sign stands for, or null when it is not used so.</summary>
    public static char? LetterOfSign(int sign, Reading reading) => sign switch
    {
        '@' => 'a',
        '$' => 's',
        '+' => 't',
        '€' => 'e',
        '!' or '|' or '¡' => Slim(reading),
        _ => null,
    };

    public static char? LetterOfDigit(int digit, Reading reading) => digit switch
    {
        '0' => 'o',
        '1' => Slim(reading),
        '3' => 'e',
        '4' => 'a',
        '5' => 's',
        '7' => 't',
        '8' => 'b',
        '9' => 'g',
        _ => null,
    };

    /// <summary>The readings of a text that could differ.</summary>
    public static IEnumerable<Reading> ReadingsOf(string text)
    {
        yield return Reading.Plain;
        var hasAny = false;
        var hasSlim = false;
        foreach (var rune in text.EnumerateRunes())
        {
            var folded = CharacterFolding.Fold(rune);
            if (folded.Length == 1)
            {
                hasAny |= LetterOfSign(folded[0], Reading.LettersWithI) is not null || LetterOfDigit(folded[0], Reading.LettersWithI) is not null;
                hasSlim |= folded[0] is '1' or '!' or '|' or '¡';
            }
        }

        if (hasAny)
        {
            yield return Reading.LettersWithI;
        }

        if (hasSlim)
        {
            yield return Reading.LettersWithL;
        }
    }

    /// <summary>
    /// Reads the digits of a word as letters, when it has no more digits than letters: <c>5h1t</c> is a word and
    /// <c>A55</c> is a telephone. Letters that stand alone one after another count as one word.
    /// </summary>
    public static void ReadDigits(List<FoldedUnit> units, Reading reading)
    {
        for (var start = 0; start < units.Count;)
        {
            var end = EndOfGroup(units, start);
            var digits = units.GetRange(start, end - start).Count(static unit => unit.IsDigit);
            if (digits > 0 && digits * 2 <= end - start)
            {
                Replace(units, start, end, reading);
            }

            start = end;
        }
    }

    private static void Replace(List<FoldedUnit> units, int start, int end, Reading reading)
    {
        for (var i = start; i < end; i++)
        {
            if (LetterOfDigit(units[i].Character, reading) is { } letter)
            {
                units[i] = units[i] with { Character = letter };
            }
        }
    }

    private static int EndOfGroup(List<FoldedUnit> units, int start)
    {
        var end = EndOfToken(units, start);
        var isSingle = end == start + 1;
        while (isSingle && end < units.Count && EndOfToken(units, end) == end + 1)
        {
            end++;
        }

        return end;
    }

    private static int EndOfToken(List<FoldedUnit> units, int start)
    {
        var end = start + 1;
        while (end < units.Count && units[end].Before <= Gap.Apostrophe && units[end].IsWord == units[start].IsWord)
        {
            end++;
        }

        return end;
    }

    private static char Slim(Reading reading) => reading == Reading.LettersWithL ? 'l' : 'i';
}
