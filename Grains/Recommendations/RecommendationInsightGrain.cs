using SocialCommerce.Grains.Interfaces.Recommendations;

namespace SocialCommerce.Grains.Recommendations;

/// <summary>
/// Sums by the hour, in memory: they are for looking at, and the log of impressions has what they are made of.
/// </summary>
internal sealed class RecommendationInsightGrain(TimeProvider clock) : Grain, IRecommendationInsightGrain
{
    private const int HoursMax = 48;

    private readonly SortedDictionary<long, RecommendationCounts> _hours = [];

    public Task AddAsync(RecommendationCounts counts, CancellationToken cancellationToken)
    {
        var hour = HourOf(clock.GetUtcNow());
        _hours[hour] = _hours.GetValueOrDefault(hour, RecommendationCounts.None) + counts;
        while (_hours.Count > HoursMax)
        {
            _hours.Remove(_hours.Keys.First());
        }

        return Task.CompletedTask;
    }

    public Task<RecommendationCounts> GetSumsAsync(int hours, CancellationToken cancellationToken)
    {
        var first = HourOf(clock.GetUtcNow()) - hours;
        return Task.FromResult(_hours.Where(entry => entry.Key > first)
            .Aggregate(RecommendationCounts.None, static (sum, entry) => sum + entry.Value));
    }

    private static long HourOf(DateTimeOffset time) => time.ToUnixTimeSeconds() / 3_600;
}
