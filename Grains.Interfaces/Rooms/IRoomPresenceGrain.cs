namespace SocialCommerce.Grains.Interfaces.Rooms;

/// <summary>
/// Who is in a room, of those who do not mind being seen: for friends who look for each other, over all Api processes.
/// Holds no connection and nothing durable; the processes say again what they know. Key: the room id.
/// </summary>
[Alias("sc.IRoomPresenceGrain")]
public interface IRoomPresenceGrain : IGrainWithStringKey
{
    /// <summary>
    /// Takes who came and went at one Api process, and answers what that process does not know. Called again before the
    /// lease of 30 seconds ends. What changes in between is sent to the observer.
    /// </summary>
    [Idempotent, Alias("Report")]
    Task<PresenceView> ReportAsync(
        PresenceReport report, IRoomPresenceObserver observer, CancellationToken cancellationToken = default);

    /// <summary>The process looks at the room no more.</summary>
    [Idempotent, Alias("Leave")]
    Task LeaveAsync(string relayId, CancellationToken cancellationToken = default);

    /// <summary>Which of these are here.</summary>
    [AlwaysInterleave, Idempotent, Alias("Find")]
    Task<ImmutableArray<string>> FindAsync(ImmutableArray<string> userIds, CancellationToken cancellationToken = default);

    /// <summary>Some of those who are here, from all over the room, for sums over many; at most <paramref name="limit"/>.</summary>
    [Idempotent, Alias("Sample")]
    Task<ImmutableArray<string>> SampleAsync(int limit, CancellationToken cancellationToken = default);
}

/// <summary>Hears of those who came to a room and went through other Api processes.</summary>
[Alias("sc.IRoomPresenceObserver")]
public interface IRoomPresenceObserver : IGrainObserver
{
    [Alias("Presence")]
    Task OnPresenceAsync(PresenceView view);
}

[GenerateSerializer, Immutable, Alias("sc.PresentPerson")]
public sealed record PresentPerson([property: Id(0)] string UserId, [property: Id(1)] string DisplayName);

/// <param name="IsWhole">Arrived is everybody at this process, not only who came since the last report.</param>
/// <param name="Known">The version that this process has been told, 0 before the first.</param>
[GenerateSerializer, Immutable, Alias("sc.PresenceReport")]
public sealed record PresenceReport(
    [property: Id(0)] string RelayId,
    [property: Id(1)] bool IsWhole,
    [property: Id(2)] ImmutableArray<PresentPerson> Arrived,
    [property: Id(3)] ImmutableArray<string> Departed,
    [property: Id(4)] long Known);

/// <summary>What changed between two versions of who is in the room, or all of it.</summary>
/// <param name="From">The version to which this applies.</param>
/// <param name="IsWhole">Arrived is everybody, whatever was known.</param>
/// <param name="IsReportWanted">The process is not known here: it is to report everybody.</param>
[GenerateSerializer, Immutable, Alias("sc.PresenceView")]
public sealed record PresenceView(
    [property: Id(0)] long From,
    [property: Id(1)] long Version,
    [property: Id(2)] bool IsWhole,
    [property: Id(3)] ImmutableArray<PresentPerson> Arrived,
    [property: Id(4)] ImmutableArray<string> Departed,
    [property: Id(5)] bool IsReportWanted = false);
