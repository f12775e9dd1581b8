namespace SocialCommerce.Algorithms.Text.Folding;

/// <summary>What stands between a character and the one before it; several at once.</summary>
[Flags]
internal enum Gap
{
    None = 0,

    /// <summary>Inside a word, as in <c>it's</c>.</summary>
    Apostrophe = 1,

    Symbol = 2,

    Space = 4,

    /// <summary>Ends a sentence or a clause where words have no spaces.</summary>
    Sentence = 8,
}

/// <summary>One folded character and the part of the text that it came from.</summary>
/// <param name="Character">A code point.</param>
/// <param name="Start">In UTF-16 units.</param>
/// <param name="End">Behind the last unit, marks included.</param>
/// <param name="IsWord">Of a script that has spaces between words; else a term may stand anywhere.</param>
internal readonly record struct FoldedUnit(int Character, int Start, int End, Gap Before, bool IsWord)
{
    public bool IsDigit => Character is >= '0' and <= '9';
}
