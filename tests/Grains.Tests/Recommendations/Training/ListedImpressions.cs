using SocialCommerce.Grains.Recommendations;

namespace SocialCommerce.Grains.Tests.Recommendations.Training;

/// <summary>A log of impressions as a list.</summary>
internal sealed class ListedImpressions(IReadOnlyList<LoggedImpression> impressions) : IImpressionLog
{
    public Task AppendAsync(IReadOnlyList<Impression> added, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<LoggedImpression>> ReadAfterAsync(long number, int limit, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<LoggedImpression>>(
            [.. impressions.Where(impression => impression.Number > number).Take(limit)]);

    public Task<IReadOnlyList<LoggedImpression>> ReadTracedAsync(long number, int limit, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
