using System.Text;
using SocialCommerce.Algorithms.Text.Folding;
using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Grains.Rooms;

/// <summary>What the rules say of a text.</summary>
/// <param name="Action">Unknown when no rule does.</param>
/// <param name="Term">The rule's term.</param>
/// <param name="Text">As it may be shown: with stars where a rule masks.</param>
internal readonly record struct KeywordVerdict(KeywordAction Action, string? Term, string Text);

/// <summary>Keyword rules, ready to be asked about many texts. Immutable.</summary>
internal sealed class KeywordFilter
{
    private readonly ImmutableArray<KeywordRule> _rules;
    private readonly TermMatcher _matcher;

    public KeywordFilter(ImmutableArray<KeywordRule> rules)
    {
        _rules = rules;
        _matcher = new TermMatcher(rules.Select(static rule => rule.Term));
    }

    public KeywordVerdict Judge(string text)
    {
        var found = _matcher.Find(text);
        if (found.Count == 0)
        {
            return new KeywordVerdict(KeywordAction.Unknown, null, text);
        }

        var allowed = found.Where(match => ActionOf(match) == KeywordAction.Allow).ToList();
        var counted = found.Where(match => ActionOf(match) != KeywordAction.Allow && !allowed.Exists(other => Covers(other, match))).ToList();
        if (counted.Count == 0)
        {
            return new KeywordVerdict(KeywordAction.Unknown, null, text);
        }

        var strictest = counted.MaxBy(ActionOf);
        return new KeywordVerdict(ActionOf(strictest), _rules[strictest.Term].Term, Mask(text, counted));
    }

    private KeywordAction ActionOf(TermMatch match) => _rules[match.Term].Action;

    private static bool Covers(TermMatch outer, TermMatch inner) =>
        outer.Start <= inner.Start && outer.Start + outer.Length >= inner.Start + inner.Length;

    private static string Mask(string text, List<TermMatch> found)
    {
        var result = new StringBuilder(text.Length);
        for (var index = 0; index < text.Length;)
        {
            _ = Rune.DecodeFromUtf16(text.AsSpan(index), out var rune, out var length);
            var isHidden = !Rune.IsWhiteSpace(rune)
                && found.Exists(match => match.Start <= index && index < match.Start + match.Length);
            _ = isHidden ? result.Append('*') : result.Append(text, index, length);
            index += length;
        }

        return result.ToString();
    }
}
