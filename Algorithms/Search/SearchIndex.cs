using SocialCommerce.Algorithms.Recommendation;

namespace SocialCommerce.Algorithms.Search;

/// <summary>
/// An inverted index in memory that changes one document at a time. Costs of a change grow with the length of the
/// document's text and, little, with how common its words are; costs of a search with the number of documents that have
/// its words. Not thread-safe.
/// </summary>
public sealed class SearchIndex
{
    private readonly TermTable _terms = new();
    private readonly Dictionary<string, int> _slots = new(StringComparer.Ordinal);
    private readonly List<IndexedDocument> _documents = [];
    private readonly Stack<int> _free = new();
    private readonly SearchScratch _scratch = new();
    private FieldValues<long> _lengths;

    /// <summary>Documents that can be found.</summary>
    public int Count => _slots.Count;

    /// <summary>Different terms; those of no document are not kept.</summary>
    public int TermCount => _terms.Count;

    /// <summary>Adds a document, or puts it in place of the one that has its key.</summary>
    public void Put(SearchDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(document.Boost);
        Remove(document.Key);
        var slot = TakeSlot();
        var (lengths, counts) = Tally(document.Text);
        var postings = new TermPostings[counts.Count];
        var place = 0;
        foreach (var (term, fields) in counts)
        {
            postings[place] = _terms.Add(term);
            postings[place++].Add(new Posting(slot, fields));
        }

        AddLengths(lengths, 1);
        _slots.Add(document.Key, slot);
        _documents[slot] = new IndexedDocument(document.Key, document.Group, document.Boost, lengths, postings);
    }

    /// <summary>True when there was such a document.</summary>
    public bool Remove(string key)
    {
        if (!_slots.Remove(key, out var slot))
        {
            return false;
        }

        var document = _documents[slot];
        foreach (var postings in document.Postings)
        {
            postings.Remove(slot);
            if (postings.Count == 0)
            {
                _terms.Remove(postings);
            }
        }

        AddLengths(document.Lengths, -1);
        _documents[slot] = default;
        _free.Push(slot);
        return true;
    }

    /// <summary>
    /// The best documents that have everything that was asked for; when there are none, those that have the most of it, and
    /// count accordingly less.
    /// </summary>
    public IReadOnlyList<SearchHit> Find(SearchQuery query, SearchPage page)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(page);
        if (Count == 0 || query.Terms.Count == 0)
        {
            return [];
        }

        _scratch.Begin(_documents.Count);
        var averages = Averages();
        foreach (var term in query.Terms)
        {
            Collect(term, averages);
            _scratch.EndTerm(term.Weight, term.IsRequired);
        }

        return Select(query.RequiredCount, page);
    }

    private void Collect(QueryTerm term, in FieldValues<double> averages)
    {
        var found = _terms.Find(term.Text, term.IsPrefix);

        // One rarity for all of them, or the rarest word that happens to begin so would win.
        var rarity = FieldScoring.Rarity(Count, Math.Min(Count, found.Sum(static postings => postings.Count)));
        foreach (var postings in found)
        {
            var factor = postings.Term.Length == term.Text.Length ? rarity : rarity * FieldScoring.PrefixFactor;
            foreach (ref readonly var posting in postings.All)
            {
                _scratch.Offer(
                    posting.Slot, FieldScoring.Score(factor, posting.Counts, _documents[posting.Slot].Lengths, averages));
            }
        }
    }

    private SearchHit[] Select(int required, SearchPage page)
    {
        var most = 0;
        foreach (var slot in _scratch.Touched)
        {
            most = page.Takes(_documents[slot].Group) ? Math.Max(most, _scratch.MatchedOf(slot)) : most;
        }

        var best = new TopK<string>(page.Limit, StringComparer.Ordinal);
        foreach (var slot in _scratch.Touched)
        {
            var matched = _scratch.MatchedOf(slot);
            if (!page.Takes(_documents[slot].Group) || (most == required && matched < required))
            {
                continue;
            }

            var share = (double)matched / required;
            var document = _documents[slot];
            var score = (float)(_scratch.ScoreOf(slot) * share * share * document.Boost);
            if (score > 0 && best.IsPlausible(score) && !IsBefore(document.Key, score, page.After))
            {
                best.Offer(document.Key, score);
            }
        }

        return [.. best.Descending().Select(hit => new SearchHit(hit.Key, _documents[_slots[hit.Key]].Group, hit.Weight))];
    }

    private static bool IsBefore(string key, float score, SearchHit? after) => after is { } last
        && (score > last.Score || (score == last.Score && string.CompareOrdinal(key, last.Key) <= 0));

    private int TakeSlot()
    {
        if (_free.TryPop(out var slot))
        {
            return slot;
        }

        _documents.Add(default);
        return _documents.Count - 1;
    }

    private static (FieldValues<ushort> Lengths, Dictionary<string, FieldValues<byte>> Counts) Tally(SearchText text)
    {
        var lengths = new FieldValues<ushort>();
        var counts = new Dictionary<string, FieldValues<byte>>(StringComparer.Ordinal);
        for (var field = 0; field < SearchText.FieldCount; field++)
        {
            var terms = SearchTerms.Of(text[field]);
            lengths[field] = (ushort)Math.Min(terms.Count, ushort.MaxValue);
            foreach (var term in terms)
            {
                var fields = counts.GetValueOrDefault(term.Text);
                fields[field] += fields[field] < byte.MaxValue ? (byte)1 : (byte)0;
                counts[term.Text] = fields;
            }
        }

        return (lengths, counts);
    }

    private void AddLengths(in FieldValues<ushort> lengths, int sign)
    {
        for (var field = 0; field < SearchText.FieldCount; field++)
        {
            _lengths[field] += sign * lengths[field];
        }
    }

    private FieldValues<double> Averages()
    {
        var averages = new FieldValues<double>();
        for (var field = 0; field < SearchText.FieldCount; field++)
        {
            averages[field] = _lengths[field] == 0 ? 1 : (double)_lengths[field] / Count;
        }

        return averages;
    }

    private readonly record struct IndexedDocument(
        string Key, int Group, float Boost, FieldValues<ushort> Lengths, TermPostings[] Postings);
}
