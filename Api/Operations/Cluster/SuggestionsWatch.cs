using SocialCommerce.Api.Recommendations;
using SocialCommerce.Grains.Interfaces.Recommendations;

namespace SocialCommerce.Api.Operations.Cluster;

/// <summary>What the recommender showed of late and which model serves, asked for every few seconds.</summary>
internal sealed class SuggestionsWatch(IGrainFactory grains, TimeProvider clock)
{
    private const int Hours = 1;

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(2);

    private readonly Dictionary<string, (long Shown, DateTimeOffset? At)> _grown = new(StringComparer.Ordinal);
    private DateTimeOffset _nextAt;

    /// <summary>Null before the first answer.</summary>
    public SuggestionsBody? Current { get; private set; }

    public async Task ReadAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (now < _nextAt)
        {
            return;
        }

        _nextAt = now + Period;
        var insight = grains.GetGrain<IRecommendationInsightGrain>(IRecommendationInsightGrain.All);
        var models = grains.GetGrain<IModelGrain>(IModelGrain.Shop);
        var sums = await Late.AskAsync(insight.GetSumsAsync(Hours, cancellationToken), patience, clock);
        var status = await Late.AskAsync(models.GetStatusAsync(cancellationToken), patience, clock);
        if (sums is not null)
        {
            Current = Describe(InsightResponse.From(Hours, sums), status, now);
        }
    }

    private SuggestionsBody Describe(InsightResponse insight, ModelsStatus? models, DateTimeOffset now)
    {
        var active = models?.Versions.FirstOrDefault(version => version.Version == models.Active);
        return new SuggestionsBody(
            insight.Hours,
            insight.Lists,
            [
                .. insight.Sources.Select(source => new SourceLoadBody(
                    source.Source, source.Shown, source.Acted, source.Share, source.ActedRate, GrownAt(source, now))),
            ],
            active is null ? null : new ServingModelBody(active.Version, active.CreatedAt, active.Rows),
            models?.Training is { } training
                ? new TrainingBody(training.Version, training.Stage, training.StepsDone, training.StepsTotal)
                : null);
    }

    // At the first look nobody knows since when the count is what it is.
    private DateTimeOffset? GrownAt(SourceBody source, DateTimeOffset now)
    {
        var isKnown = _grown.TryGetValue(source.Source, out var before);
        if (!isKnown || before.Shown != source.Shown)
        {
            _grown[source.Source] = (source.Shown, isKnown ? now : null);
        }

        return _grown[source.Source].At;
    }
}
