using System.Runtime.InteropServices;

namespace SocialCommerce.Algorithms.Search;

/// <summary>How often a term stands in each field of a document.</summary>
internal readonly record struct Posting(int Slot, FieldValues<byte> Counts);

/// <summary>The documents that have a term, in the order of their slots.</summary>
internal sealed class TermPostings(string term)
{
    private readonly List<Posting> _postings = [];

    public string Term { get; } = term;

    public int Count => _postings.Count;

    public ReadOnlySpan<Posting> All => CollectionsMarshal.AsSpan(_postings);

    public void Add(Posting posting) => _postings.Insert(PlaceOf(posting.Slot), posting);

    public void Remove(int slot) => _postings.RemoveAt(PlaceOf(slot));

    private int PlaceOf(int slot)
    {
        var (low, high) = (0, _postings.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_postings[middle].Slot < slot)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}

/// <summary>The terms of an index, by name and in order.</summary>
internal sealed class TermTable
{
    /// <summary>Most words that the beginning of one stands for: the most common of those that begin so.</summary>
    public const int PrefixTermsMax = 100;

    private readonly Dictionary<string, TermPostings> _terms = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _inOrder = new(StringComparer.Ordinal);

    public int Count => _terms.Count;

    public TermPostings Add(string term)
    {
        ref var postings = ref CollectionsMarshal.GetValueRefOrAddDefault(_terms, term, out var isKnown);
        if (!isKnown)
        {
            postings = new TermPostings(term);
            _inOrder.Add(term);
        }

        return postings!;
    }

    public void Remove(TermPostings postings)
    {
        _terms.Remove(postings.Term);
        _inOrder.Remove(postings.Term);
    }

    /// <summary>What a term of a query stands for, the term itself first.</summary>
    public IReadOnlyList<TermPostings> Find(string text, bool isPrefix)
    {
        if (!isPrefix)
        {
            return _terms.TryGetValue(text, out var exact) ? [exact] : [];
        }

        return
        [
            .. _inOrder.GetViewBetween(text, text + char.MaxValue).Select(term => _terms[term])
                .OrderByDescending(postings => postings.Term.Length == text.Length)
                .ThenByDescending(static postings => postings.Count)
                .Take(PrefixTermsMax),
        ];
    }
}

/// <summary>The sums of one search, kept from search to search for their arrays.</summary>
internal sealed class SearchScratch
{
    private readonly List<int> _touched = [];
    private readonly List<int> _touchedByTerm = [];
    private double[] _scores = [];
    private double[] _ofTerm = [];
    private byte[] _matched = [];

    /// <summary>The documents that have anything of the query.</summary>
    public IReadOnlyList<int> Touched => _touched;

    public void Begin(int slots)
    {
        foreach (var slot in _touched)
        {
            (_scores[slot], _matched[slot]) = (0, 0);
        }

        _touched.Clear();
        if (_scores.Length < slots)
        {
            var length = Math.Max(slots, 2 * _scores.Length);
            Array.Resize(ref _scores, length);
            Array.Resize(ref _ofTerm, length);
            Array.Resize(ref _matched, length);
        }
    }

    /// <summary>A document has a word that the term stands for; of several the best counts.</summary>
    public void Offer(int slot, double score)
    {
        if (_ofTerm[slot] == 0)
        {
            _touchedByTerm.Add(slot);
        }

        _ofTerm[slot] = Math.Max(_ofTerm[slot], score);
    }

    public void EndTerm(double weight, bool isRequired)
    {
        foreach (var slot in _touchedByTerm)
        {
            if (_scores[slot] == 0)
            {
                _touched.Add(slot);
            }

            _scores[slot] += weight * _ofTerm[slot];
            _ofTerm[slot] = 0;
            _matched[slot] += isRequired ? (byte)1 : (byte)0;
        }

        _touchedByTerm.Clear();
    }

    public double ScoreOf(int slot) => _scores[slot];

    public int MatchedOf(int slot) => _matched[slot];
}
