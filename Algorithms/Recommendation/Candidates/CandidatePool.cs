using System.Runtime.InteropServices;

namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>
/// Gathers what the retrievers propose for one request, summed per product and channel, with the strongest source of each.
/// Keep one per worker and <see cref="Clear"/> it between requests: after the first few it allocates nothing.
/// Not thread-safe.
/// </summary>
public sealed class CandidatePool
{
    private RankerOptions _options;
    private readonly Dictionary<string, int> _slots = [];
    private Candidate[] _candidates = new Candidate[256];

    public CandidatePool(RankerOptions? options = null)
    {
        _options = options ?? RankerOptions.Default;
    }

    public int Count => _slots.Count;

    internal ReadOnlySpan<Candidate> Candidates => _candidates.AsSpan(0, Count);

    /// <summary>
    /// Neighbours of a product of the user's history, as <see cref="ItemNeighbourhood{TKey}.CopyTo"/> writes them;
    /// <paramref name="position"/> is the product's place in the history, 0 the newest.
    /// </summary>
    public void AddSimilar(string sourceProductId, int position, ReadOnlySpan<Weighted<string>> neighbours) =>
        AddNeighbours(Retriever.Similar, sourceProductId, position, neighbours);

    /// <summary>The same for either kind of neighbours: those of taste, and those of sequence.</summary>
    public void AddNeighbours(
        Retriever retriever, string sourceProductId, int position, ReadOnlySpan<Weighted<string>> neighbours)
    {
        var decay = retriever == Retriever.Sequence ? _options.SequenceDecay : _options.HistoryDecay;
        var recency = (float)Math.Pow(decay, position);
        foreach (var neighbour in neighbours)
        {
            AddNeighbour(retriever, sourceProductId, neighbour.Key, neighbour.Weight * recency);
        }
    }

    /// <summary>Products that a followed user touched lately, weighted by how lately.</summary>
    public void AddFriend(string friendId, ReadOnlySpan<Weighted<string>> recent)
    {
        foreach (var item in recent)
        {
            Add(item.Key, Retriever.Friend, item.Weight).OfferFriend(friendId, item.Weight);
        }
    }

    /// <summary>
    /// A list of trending products, of the whole shop or of one category. A product on several lists counts once: they
    /// count the same engagements.
    /// </summary>
    public void AddTrending(ReadOnlySpan<Weighted<string>> trending)
    {
        foreach (var item in trending)
        {
            ref var candidate = ref Add(item.Key, Retriever.Trending, 0);
            candidate.Scores[(int)Retriever.Trending] = Math.Max(candidate.Scores[(int)Retriever.Trending], item.Weight);
        }
    }

    /// <summary>Proposals of a retriever without a source: room, taste, explore or campaign.</summary>
    public void Add(Retriever retriever, ReadOnlySpan<Weighted<string>> proposals)
    {
        if (retriever is Retriever.Unknown || !Enum.IsDefined(retriever))
        {
            throw new ArgumentOutOfRangeException(nameof(retriever), retriever, "No such retriever.");
        }

        foreach (var proposal in proposals)
        {
            Add(proposal.Key, retriever, proposal.Weight);
        }
    }

    /// <summary>The most promising products before anything is known about them but who proposed them, the best first.</summary>
    public IReadOnlyList<string> Shortlist(Predicate<string>? isExcluded = null)
    {
        var calibration = ChannelCalibration.Of(Candidates, _options);
        var best = new TopK<string>(_options.ShortlistMax, StringComparer.Ordinal);
        foreach (ref readonly var candidate in Candidates)
        {
            var score = calibration.Score(candidate.Scores);
            if (best.IsPlausible(score) && isExcluded?.Invoke(candidate.ProductId) != true)
            {
                best.Offer(candidate.ProductId, score);
            }
        }

        return [.. best.Descending().Select(entry => entry.Key)];
    }

    /// <summary>Empties the pool for the next request, which may have other settings.</summary>
    public void Clear(RankerOptions? options = null)
    {
        _options = options ?? _options;
        _candidates.AsSpan(0, Count).Clear();
        _slots.Clear();
    }

    internal bool TryGet(string productId, out Candidate candidate)
    {
        var isFound = _slots.TryGetValue(productId, out var slot);
        candidate = isFound ? _candidates[slot] : default;
        return isFound;
    }

    private void AddNeighbour(Retriever retriever, string sourceProductId, string productId, float weight)
    {
        ref var candidate = ref Add(productId, retriever, weight);
        if (retriever == Retriever.Sequence)
        {
            candidate.OfferPredecessor(sourceProductId, weight);
        }
        else
        {
            candidate.OfferProduct(sourceProductId, weight);
        }
    }

    private ref Candidate Add(string productId, Retriever retriever, float score)
    {
        ref var slot = ref CollectionsMarshal.GetValueRefOrAddDefault(_slots, productId, out var isKnown);
        if (!isKnown)
        {
            slot = _slots.Count - 1;
            if (slot == _candidates.Length)
            {
                Array.Resize(ref _candidates, slot * 2);
            }

            _candidates[slot].ProductId = productId;
        }

        ref var candidate = ref _candidates[slot];
        candidate.Scores[(int)retriever] += score;
        return ref candidate;
    }
}
