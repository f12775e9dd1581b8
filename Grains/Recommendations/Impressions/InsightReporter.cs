using SocialCommerce.Grains.Interfaces.Recommendations;

namespace SocialCommerce.Grains.Recommendations;

/// <summary>Tells operators' sums what this silo counted. The host calls it every second or so.</summary>
public sealed class InsightReporter
{
    private readonly IGrainFactory _grains;
    private readonly SourceShares _shares;

    internal InsightReporter(IGrainFactory grains, SourceShares shares)
    {
        _grains = grains;
        _shares = shares;
    }

    /// <summary>Reports what was counted since the last call; a report that fails is lost.</summary>
    public Task ReportAsync(CancellationToken cancellationToken)
    {
        var counts = _shares.Take();
        return counts.Lists == 0 && counts.Acted.All(static count => count == 0)
            ? Task.CompletedTask
            : _grains.GetGrain<IRecommendationInsightGrain>(IRecommendationInsightGrain.All).AddAsync(counts, cancellationToken);
    }
}
