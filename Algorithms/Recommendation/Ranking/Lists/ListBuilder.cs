using System.Numerics.Tensors;
using System.Runtime.InteropServices;

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
    private readonly int[] _categories;
    private readonly int[] _perCategory;
    private readonly float[] _similarity;

    public ListBuilder(IReadOnlyList<CandidateCard> cards, ListOptions options, double categoryShareMax, int limit)
    {
        _cards = cards;
        _options = options;
        _categoryMax = (int)Math.Ceiling(limit * categoryShareMax);
        _chosen = new List<int>(limit);
        _similarity = new float[cards.Count];
        _categories = new int[cards.Count];
        _perCategory = new int[cards.Count];
        NumberCategories();
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
            if (value > bestValue && Fits(slot))
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

    // Numbers compare faster than texts, and they are compared for every candidate at every place.
    private void NumberCategories()
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var slot = 0; slot < _categories.Length; slot++)
        {
            ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, _cards[slot].Category, out var isKnown);
            number = isKnown ? number : numbers.Count - 1;
            _categories[slot] = number;
        }
    }

    private bool Fits(int slot) =>
        (_cards[slot].Category.Length == 0 || _perCategory[_categories[slot]] < _categoryMax)
        && FitsSeller(_chosen, _cards, _cards[slot], _chosen.Count, _options.SellerMax);

    private void Choose(int slot)
    {
        _chosen.Add(slot);
        _perCategory[_categories[slot]]++;
    }

    private void UpdateSimilarity(List<int> remaining)
    {
        if (_options.Diversity == 0)
        {
            return;
        }

        var last = _chosen[^1];
        foreach (var slot in remaining)
        {
            _similarity[slot] = Math.Max(_similarity[slot], SimilarityOf(slot, last));
        }
    }

    private float SimilarityOf(int left, int right)
    {
        var (one, other) = (_cards[left].Embedding, _cards[right].Embedding);
        var cosine = one.IsEmpty || other.IsEmpty ? 0 : TensorPrimitives.Dot(one.Span, other.Span);
        var isSameCategory = _categories[left] == _categories[right] && _cards[left].Category.Length > 0;
        return Math.Clamp(cosine, isSameCategory ? CategorySimilarity : 0, 1);
    }
}
