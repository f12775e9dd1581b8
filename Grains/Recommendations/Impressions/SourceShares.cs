using SocialCommerce.Algorithms.Recommendation;
using SocialCommerce.Grains.Interfaces.Recommendations;

namespace SocialCommerce.Grains.Recommendations;

/// <summary>
/// Counts of this silo that nobody was told of yet: what each retriever showed and what of it was acted on, and the
/// exposure of new sellers beside their share of the candidates. Safe to use from many threads.
/// </summary>
internal sealed class SourceShares
{
    // A discounted exposure in thousandths, so that it adds up without a lock.
    private const double ExposureUnit = 1_000;

    private readonly long[] _shown = new long[ChannelCount];
    private readonly long[] _acted = new long[ChannelCount];
    private long _lists;
    private long _exposure;
    private long _newExposure;
    private long _candidates;
    private long _newCandidates;

    private static int ChannelCount => RetrieverExtensions.All.Count + 1;

    public void Shown(Retriever source) => Interlocked.Increment(ref _shown[(int)source]);

    public void Acted(Retriever source) => Interlocked.Increment(ref _acted[(int)source]);

    public void Exposed(IReadOnlyList<RankedSuggestion> ranked, IReadOnlyList<CandidateCard> cards)
    {
        var newCount = cards.Count(static card => card.IsProtected);
        HashSet<string> isNew = newCount == 0
            ? []
            : cards.Where(static card => card.IsProtected).Select(static card => card.ProductId).ToHashSet(StringComparer.Ordinal);
        for (var place = 0; place < ranked.Count; place++)
        {
            var exposure = (long)(ExposureUnit / Math.Log2(place + 2));
            Interlocked.Add(ref _exposure, exposure);
            Interlocked.Add(ref _newExposure, isNew.Contains(ranked[place].ProductId) ? exposure : 0);
        }

        Interlocked.Increment(ref _lists);
        Interlocked.Add(ref _candidates, cards.Count);
        Interlocked.Add(ref _newCandidates, isNew.Count);
    }

    /// <summary>What was counted since the last call.</summary>
    public RecommendationCounts Take() => new(
        Interlocked.Exchange(ref _lists, 0),
        [.. _shown.Select((_, source) => Interlocked.Exchange(ref _shown[source], 0))],
        [.. _acted.Select((_, source) => Interlocked.Exchange(ref _acted[source], 0))],
        Interlocked.Exchange(ref _exposure, 0) / ExposureUnit,
        Interlocked.Exchange(ref _newExposure, 0) / ExposureUnit,
        Interlocked.Exchange(ref _candidates, 0),
        Interlocked.Exchange(ref _newCandidates, 0));
}
