namespace SocialCommerce.Grains.Recommendations;

/// <summary>
/// What was shown to whom. Bounded: the oldest impressions are forgotten. What is not in it was shown all the same: nothing
/// but statistics and training may depend on it.
/// </summary>
public interface IImpressionLog
{
    /// <summary>Appends a batch in one transaction, and forgets what is beyond the bound.</summary>
    Task AppendAsync(IReadOnlyList<Impression> impressions, CancellationToken cancellationToken);

    /// <summary>
    /// Impressions after a number, in order, with the interactions that name them. Leave the newest some time: what people
    /// will do with them is not known yet. Traces are left out.
    /// </summary>
    Task<IReadOnlyList<LoggedImpression>> ReadAfterAsync(long number, int limit, CancellationToken cancellationToken);

    /// <summary>Impressions after a number that have a trace, in order, without outcomes.</summary>
    Task<IReadOnlyList<LoggedImpression>> ReadTracedAsync(long number, int limit, CancellationToken cancellationToken);
}
