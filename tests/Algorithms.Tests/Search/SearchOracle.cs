using SocialCommerce.Algorithms.Search;

namespace SocialCommerce.Algorithms.Tests.Search;

/// <summary>Finds by reading every document for every search. The formula is the index's own; nothing else is.</summary>
internal sealed class SearchOracle
{
    private readonly SortedDictionary<string, SearchDocument> _documents = new(StringComparer.Ordinal);

    public int Count => _documents.Count;

    public void Put(SearchDocument document) => _documents[document.Key] = document;

    public bool Remove(string key) => _documents.Remove(key);

    public List<SearchHit> Find(string text, int? group = null)
    {
        var query = SearchQuery.Parse(text);
        var found = _documents.Values.Select(document => (Document: document, Terms: TermsOf(document))).ToList();
        var words = found.SelectMany(static entry => entry.Terms.Values.SelectMany(static terms => terms))
            .Distinct(StringComparer.Ordinal).ToList();
        var standsFor = query.Terms.Select(term => Expand(term, words, found)).ToList();
        var averages = new FieldValues<double>();
        for (var field = 0; field < SearchText.FieldCount; field++)
        {
            var total = found.Sum(entry => entry.Terms[field].Count);
            averages[field] = total == 0 ? 1 : (double)total / _documents.Count;
        }

        var scored = found
            .Where(entry => group is null || entry.Document.Group == group)
            .Select(entry => Score(entry.Document, entry.Terms, query, standsFor, averages))
            .Where(static entry => entry.Score > 0)
            .ToList();
        var isWhole = scored.Any(entry => entry.Matched == query.RequiredCount);
        return
        [
            .. scored.Where(entry => !isWhole || entry.Matched == query.RequiredCount)
                .Select(static entry => new SearchHit(entry.Document.Key, entry.Document.Group, (float)entry.Score))
                .OrderByDescending(static hit => hit.Score).ThenBy(static hit => hit.Key, StringComparer.Ordinal),
        ];
    }

    private static (SearchDocument Document, double Score, int Matched) Score(
        SearchDocument document,
        Dictionary<int, List<string>> terms,
        SearchQuery query,
        List<(List<string> Words, double Rarity)> standsFor,
        FieldValues<double> averages)
    {
        double sum = 0;
        var matched = 0;
        var lengths = new FieldValues<ushort>();
        for (var field = 0; field < SearchText.FieldCount; field++)
        {
            lengths[field] = (ushort)terms[field].Count;
        }

        for (var place = 0; place < query.Terms.Count; place++)
        {
            var term = query.Terms[place];
            var best = standsFor[place].Words
                .Select(word => One(word, word == term.Text ? 1 : FieldScoring.PrefixFactor, standsFor[place].Rarity))
                .DefaultIfEmpty().Max();
            sum += best * term.Weight;
            matched += best > 0 && term.IsRequired ? 1 : 0;
        }

        var share = (double)matched / query.RequiredCount;
        return (document, sum * share * share * document.Boost, matched);

        double One(string word, double factor, double rarity)
        {
            var counts = new FieldValues<byte>();
            for (var field = 0; field < SearchText.FieldCount; field++)
            {
                counts[field] = (byte)Math.Min(terms[field].Count(term => term == word), byte.MaxValue);
            }

            return FieldScoring.Score(rarity * factor, counts, lengths, averages);
        }
    }

    private (List<string> Words, double Rarity) Expand(
        QueryTerm term, List<string> words, List<(SearchDocument Document, Dictionary<int, List<string>> Terms)> found)
    {
        var standsFor = words
            .Where(word => word == term.Text || (term.IsPrefix && word.StartsWith(term.Text, StringComparison.Ordinal)))
            .Select(word => (Word: word, Count: found.Count(entry => entry.Terms.Values.Any(terms => terms.Contains(word)))))
            .OrderByDescending(entry => entry.Word == term.Text)
            .ThenByDescending(static entry => entry.Count)
            .ThenBy(static entry => entry.Word, StringComparer.Ordinal)
            .Take(TermTable.PrefixTermsMax)
            .ToList();
        return (
            [.. standsFor.Select(static entry => entry.Word)],
            FieldScoring.Rarity(Count, Math.Min(Count, standsFor.Sum(static entry => entry.Count))));
    }

    private static Dictionary<int, List<string>> TermsOf(SearchDocument document) => Enumerable.Range(0, SearchText.FieldCount)
        .ToDictionary(field => field, field => SearchTerms.Of(document.Text[field]).Select(static term => term.Text).ToList());
}
