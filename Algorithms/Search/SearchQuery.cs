namespace SocialCommerce.Algorithms.Search;

/// <param name="IsRequired">A document that has everything that was asked for has this; other terms only add to its score.</param>
/// <param name="IsPrefix">Longer words that begin like this are found as well.</param>
public readonly record struct QueryTerm(string Text, float Weight, bool IsRequired, bool IsPrefix);

/// <summary>What somebody looks for. Immutable.</summary>
public sealed class SearchQuery
{
    /// <summary>What comes after so many terms is not looked for.</summary>
    public const int TermsMax = 48;

    // A character says little beside the pairs that it stands in.
    private const float CharacterWeight = 0.25f;

    private SearchQuery(IReadOnlyList<QueryTerm> terms)
    {
        Terms = terms;
        RequiredCount = terms.Count(static term => term.IsRequired);
    }

    public IReadOnlyList<QueryTerm> Terms { get; }

    public int RequiredCount { get; }

    /// <summary>
    /// Reads a query. Every word and every character must be in what is found; pairs of characters only rank. The last word
    /// may be the beginning of one, as long as nothing follows it.
    /// </summary>
    public static SearchQuery Parse(string text)
    {
        var terms = SearchTerms.Of(text);
        var isOpen = SearchTerms.EndsInsideWord(text);
        var lengths = terms.CountBy(static term => term.Run).ToDictionary();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var query = new List<QueryTerm>(terms.Count);
        for (var place = 0; place < terms.Count && query.Count < TermsMax; place++)
        {
            var term = terms[place];
            if (seen.Add(term.Text))
            {
                var isSingle = lengths[term.Run] == 1;
                query.Add(new QueryTerm(
                    term.Text,
                    term.Kind == SearchTermKind.Character && !isSingle ? CharacterWeight : 1,
                    term.Kind != SearchTermKind.Pair,
                    term.Kind == SearchTermKind.Word && isOpen && place == terms.Count - 1));
            }
        }

        return new SearchQuery(query);
    }
}
