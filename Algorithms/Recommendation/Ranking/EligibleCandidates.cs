using System.Runtime.InteropServices;

namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>Candidates that passed the filters, beside their cards.</summary>
internal sealed class EligibleCandidates(int capacity)
{
    private readonly List<CandidateCard> _cards = new(capacity);
    private readonly List<Candidate> _candidates = new(capacity);
    private readonly Dictionary<string, int> _slots = new(capacity);

    public int Count => _cards.Count;

    public IReadOnlyList<CandidateCard> Cards => _cards;

    public ReadOnlySpan<Candidate> Candidates => CollectionsMarshal.AsSpan(_candidates);

    public void Add(CandidateCard card, in Candidate candidate)
    {
        if (_slots.TryAdd(card.ProductId, _cards.Count))
        {
            _cards.Add(card);
            _candidates.Add(candidate);
        }
    }

    public bool TryFind(string productId, out int slot) => _slots.TryGetValue(productId, out slot);
}
