namespace SocialCommerce.Algorithms.Text;

/// <summary>
/// Splits normalized text into terms without allocating: runs of letters and digits are words; Chinese, Japanese and Korean
/// text, which has no spaces, yields overlapping pairs of characters (or the one character of a run of one).
/// </summary>
public ref struct TokenEnumerator
{
    private readonly ReadOnlySpan<char> _text;
    private int _start;
    private int _end;
    private bool _isInsideIdeographs;

    /// <summary>Starts before the first term of text that <see cref="TextNormalizer"/> has been over.</summary>
    public TokenEnumerator(ReadOnlySpan<char> normalizedText)
    {
        _text = normalizedText;
    }

    public readonly ReadOnlySpan<char> Current => _text[_start.._end];

    public readonly TokenEnumerator GetEnumerator() => this;

    public bool MoveNext()
    {
        if (_isInsideIdeographs && _end < _text.Length && IsIdeograph(_text[_end]))
        {
            _start = _end - 1;
            _end++;
            return true;
        }

        SkipSeparators();
        if (_start == _text.Length)
        {
            return false;
        }

        _isInsideIdeographs = IsIdeograph(_text[_start]);
        _end = _isInsideIdeographs ? EndOfFirstPair() : EndOfWord();
        return true;
    }

    private void SkipSeparators()
    {
        _start = _end;
        while (_start < _text.Length && !char.IsLetterOrDigit(_text[_start]))
        {
            _start++;
        }
    }

    private readonly int EndOfFirstPair()
    {
        var next = _start + 1;
        return next < _text.Length && IsIdeograph(_text[next]) ? next + 1 : next;
    }

    private readonly int EndOfWord()
    {
        var end = _start + 1;
        while (end < _text.Length && char.IsLetterOrDigit(_text[end]) && !IsIdeograph(_text[end]))
        {
            end++;
        }

        return end;
    }

    // Kana, the unified ideographs with extension A, Hangul syllables, and compatibility ideographs.
    private static bool IsIdeograph(char character) => character is
        (>= '\u3040' and <= '\u30FF') or (>= '\u3400' and <= '\u9FFF') or
        (>= '\uAC00' and <= '\uD7A3') or (>= '\uF900' and <= '\uFAFF');
}
