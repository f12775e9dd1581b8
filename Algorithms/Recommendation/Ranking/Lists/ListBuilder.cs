using System.Numerics.Tensors;

namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>
/// Makes a list of scored candidates: maximal marginal relevance (Carbonell, Goldstein, "The use of MMR, diversity-based
/// reranking for reordering documents and producing summaries", 1998) over embeddings and categories, with caps on what
/// one seller and one category may take. What a cap pushes aside comes back when nothing else fills the list.
/// </summary>
internal sealed class ListBuilder
{
    /// <summary>Places within which the cap of a seller holds, wherever one starts to count.</summary>
    public const int SellerWindow = 10;

    // Two products of one category have at least this much in common, whatever their embeddings say.
    private const float CategorySimilarity = 0.5f;

    private readonly IReadOnlyList<CandidateCard> _cards;
    private readonly ListOptions _options;
    private readonly int _categoryMax;
    private readonly List<int> _chosen;
    private readonly Dictionary<string, int> _perCategory = new(StringComparer.Ordinal);
    private readonly float[] _similarity;

    public ListBuilder(IReadOnlyList<CandidateCard> cards, ListOptions options, double categoryShareMax, int limit)
    {
        _cards = cards;
        _options = options;
        _categoryMax = (int)Math.Ceiling(limit * categoryShareMax);
        _chosen = new List<int>(limit);
        _similarity = new float[cards.Count];
    }

    /// <summary>The slots of the list in order. <paramref name="ranked"/> are slots by falling score.</summary>
    public List<int> Build(ReadOnlySpan<int> ranked, ReadOnlySpan<float> scores, int limit)
    {
        var remaining = ranked.ToArray().ToList();
        var highest = remaining.Count > 0 ? scores[remaining[0]] : 0;
        var scale = highest > 0 ? (1 - _options.Diversity) / highest : 0;
        while (_chosen.Count < limit && remaining.Count > 0)
        {
            var next = PickNext(remaining, scores, scale);
            Choose(remaining[next]);
            remaining.RemoveAt(next);
            UpdateSimilarity(remaining);
        }

        return _chosen;
    }

    /// <summary>Whether a product of the card's seller fits between what is chosen, if put at a place.</summary>
    public static bool FitsSeller(
        IReadOnlyList<int> chosen, IReadOnlyList<CandidateCard> cards, CandidateCard card, int place, int sellerMax) =>
        CountNear(chosen, cards, card, place - SellerWindow + 1, place + SellerWindow - 1) < sellerMax;

    /// <summary>Whether a list keeps the cap of sellers everywhere; it cannot where too few others were there.</summary>
    public static bool KeepsSellerMax(IReadOnlyList<int> chosen, IReadOnlyList<CandidateCard> cards, int sellerMax)
    {
        for (var place = 0; place < chosen.Count; place++)
        {
            if (CountNear(chosen, cards, cards[chosen[place]], place - SellerWindow + 1, place) >= sellerMax)
            {
                return false;
            }
        }

        return true;
    }

    // The first that fits wins ties, and the first of all when nothing fits: ranked order decides.
    private int PickNext(List<int> remaining, ReadOnlySpan<float> scores, float scale)
    {
        var best = -1;
        var bestValue = float.NegativeInfinity;
        for (var index = 0; index < remaining.Count; index++)
        {
            var slot = remaining[index];
            var value = (scores[slot] * scale) - (_options.Diversity * _similarity[slot]);
            if (value > bestValue && Fits(_cards[slot]))
            {
                best = index;
                bestValue = value;
                if (_options.Diversity == 0)
                {
                    break;
                }
            }
        }

        return Math.Max(best, 0);
    }

    // Products of the card's seller within places of the list; nobody is the seller of what has none.
    private static int CountNear(
        IReadOnlyList<int> chosen, IReadOnlyList<CandidateCard> cards, CandidateCard card, int from, int to)
    {
        var count = 0;
        for (var place = Math.Max(0, from); card.SellerId.Length > 0 && place < Math.Min(chosen.Count, to); place++)
        {
            count += cards[chosen[place]].SellerId == card.SellerId ? 1 : 0;
        }

        return count;
    }

    private bool Fits(CandidateCard card) =>
        (card.Category.Length == 0 || _perCategory.GetValueOrDefault(card.Category) < _categoryMax)
        && FitsSeller(_chosen, _cards, card, _chosen.Count, _options.SellerMax);

    private void Choose(int slot)
    {
        _chosen.Add(slot);
        var category = _cards[slot].Category;
        _perCategory[category] = _perCategory.GetValueOrDefault(category) + 1;
    }

    private void UpdateSimilarity(List<int> remaining)
    {
        if (_options.Diversity == 0)
        {
            return;
        }

        var last = _cards[_chosen[^1]];
        foreach (var slot in remaining)
        {
            _similarity[slot] = Math.Max(_similarity[slot], SimilarityOf(_cards[slot], last));
        }
    }

    private static float SimilarityOf(CandidateCard left, CandidateCard right)
    {
        var cosine = left.Embedding.IsEmpty || right.Embedding.IsEmpty
            ? 0
            : TensorPrimitives.Dot(left.Embedding.Span, right.Embedding.Span);
        var isSameCategory = left.Category.Length > 0 && left.Category == right.Category;
        return Math.Clamp(cosine, isSameCategory ? CategorySimilarity : 0, 1);
    }
}
