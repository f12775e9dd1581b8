using SocialCommerce.Grains.Interactions;
using SocialCommerce.Grains.Interfaces.Recommendations;

namespace SocialCommerce.Grains.Recommendations;

/// <summary>Asks <see cref="SuggestionRecomputer"/> for one list after the other.</summary>
[Orleans.Concurrency.StatelessWorker]
internal sealed class RecommendationAuditGrain(
    IImpressionLog impressions, IInteractionLog log, ActiveScorer scorer) : Grain, IRecommendationAuditGrain
{
    private readonly SuggestionRecomputer _recomputer = new(log, scorer);

    public async Task<RecomputeReport> RecomputeAsync(long after, int limit, CancellationToken cancellationToken)
    {
        var traced = await impressions.ReadTracedAsync(after, Math.Min(limit, RecomputeReport.LimitMax), cancellationToken);
        var identical = 0;
        var differences = ImmutableArray.CreateBuilder<RecomputeDifference>();
        foreach (var entry in traced)
        {
            var difference = await _recomputer.FindDifferenceAsync(entry.Impression, cancellationToken);
            if (difference is null)
            {
                identical++;
            }
            else if (differences.Count < RecomputeReport.DifferencesMax)
            {
                differences.Add(new RecomputeDifference(entry.Impression.ImpressionId, difference));
            }
        }

        return new RecomputeReport(traced.Count, identical, traced.Count == 0 ? after : traced[^1].Number, differences.ToImmutable());
    }
}
