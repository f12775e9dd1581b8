namespace SocialCommerce.Client.Live;

/// <summary>How a live connection behaves when the network does not.</summary>
public sealed record LiveConnectionOptions
{
    /// <summary>Longest wait before the next attempt to connect.</summary>
    public TimeSpan ReconnectMax { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a call may wait for its answer.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Seed of the jitter between attempts; null takes one at random.</summary>
    public int? Seed { get; init; }
}
