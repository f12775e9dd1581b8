using System.Globalization;
using System.Text;
using SocialCommerce.Algorithms.Text.Folding;

namespace SocialCommerce.Algorithms.Search;

/// <summary>What a term of a text is.</summary>
public enum SearchTermKind
{
    /// <summary>A run of letters and digits of a script that has spaces.</summary>
    Word = 0,

    /// <summary>One character of Chinese, Japanese or Korean.</summary>
    Character = 1,

    /// <summary>Two neighbours of such a run.</summary>
    Pair = 2,
}

/// <param name="Run">Which run of characters or which word of the text it is of, counted from 0.</param>
public readonly record struct SearchTerm(string Text, SearchTermKind Kind, int Run);

/// <summary>
/// Splits text into the terms by which it is found. Words are folded (case, accents, width, look-alikes, traditional
/// Chinese as simplified) and lose the English plural; text without spaces yields its characters and pairs of them, so that
/// it is found without knowing where its words end.
/// </summary>
public static class SearchTerms
{
    /// <summary>Of a longer word only so many characters count.</summary>
    public const int WordLengthMax = 40;

    private const int PluralLengthMin = 4;

    /// <summary>The terms in the order of the text, the pairs of a run after its characters.</summary>
    public static List<SearchTerm> Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var reader = new Reader();
        foreach (var rune in text.EnumerateRunes())
        {
            reader.Read(rune);
        }

        return reader.End();
    }

    /// <summary>Whether the last thing in a text is a word that may go on.</summary>
    public static bool EndsInsideWord(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length > 0 && char.IsLetterOrDigit(text[^1]);
    }

    // After Harman's S-stemmer ("How effective is suffixing?", 1991).
    private static string Singular(string word)
    {
        if (word.Length < PluralLengthMin || word[^1] != 's' || word[^2] is 's' or 'u')
        {
            return word;
        }

        return word.EndsWith("ies", StringComparison.Ordinal) && word[^4] is not ('a' or 'e') ? $"{word[..^3]}y" : word[..^1];
    }

    // Kana, the unified ideographs with their extensions, Hangul syllables, and compatibility ideographs.
    private static bool HasNoSpaces(Rune rune) => rune.Value
        is (>= 0x3040 and <= 0x30FF) or (>= 0x3400 and <= 0x9FFF) or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF)
        or (>= 0x20000 and <= 0x3FFFF);

    private sealed class Reader
    {
        private readonly List<SearchTerm> _terms = [];
        private readonly StringBuilder _word = new();
        private readonly List<string> _characters = [];
        private int _runs;

        public void Read(Rune rune)
        {
            foreach (var folded in CharacterFolding.Fold(rune).EnumerateRunes())
            {
                Take(folded);
            }
        }

        public List<SearchTerm> End()
        {
            EndWord();
            EndCharacters();
            return _terms;
        }

        private void Take(Rune rune)
        {
            if (HasNoSpaces(rune) && Rune.IsLetter(rune))
            {
                EndWord();
                _characters.Add(rune.ToString());
            }
            else if (Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.SpacingCombiningMark)
            {
                EndCharacters();
                if (_word.Length < WordLengthMax)
                {
                    _word.Append(rune.ToString());
                }
            }
            else if (!(rune.Value is '\'' or '’' && _word.Length > 0))
            {
                EndWord();
                EndCharacters();
            }
        }

        private void EndWord()
        {
            if (_word.Length > 0)
            {
                _terms.Add(new SearchTerm(Singular(_word.ToString()), SearchTermKind.Word, _runs++));
                _word.Clear();
            }
        }

        private void EndCharacters()
        {
            if (_characters.Count == 0)
            {
                return;
            }

            _terms.AddRange(_characters.Select(character => new SearchTerm(character, SearchTermKind.Character, _runs)));
            for (var place = 1; place < _characters.Count; place++)
            {
                _terms.Add(new SearchTerm(_characters[place - 1] + _characters[place], SearchTermKind.Pair, _runs));
            }

            _runs++;
            _characters.Clear();
        }
    }
}
