namespace SocialCommerce.Client.Live;

/// <summary>How a live connection behaves when the network does not.</summary>
public sealed record LiveConnectionOptions
{
    /// <summary>Longest wait before the next attempt to connect.</summary>
    public TimeSpan ReconnectMax { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The first attempt to connect again comes at random within this time, so that all whom a server dropped do not come
    /// back in one moment.
    /// </summary>
    public TimeSpan ReconnectSpread { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a call may wait for its answer.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// A room of which nothing was heard for so long is stale: a server tells something of each room every five seconds.
    /// </summary>
    public TimeSpan StaleAfter { get; init; } = TimeSpan.FromSeconds(12);

    /// <summary>
    /// Asks for no more comments than people can read. What is left out comes as <see cref="LiveEvent.CommentsSampled"/>.
    /// </summary>
    public bool SampleComments { get; init; }

    /// <summary>Seed of the jitter between attempts; null takes one at random.</summary>
    public int? Seed { get; init; }
}
