namespace SocialCommerce.Grains.Interfaces.Operations;

/// <summary>What one process tells of itself. Nothing but its name while nobody watches.</summary>
/// <param name="Node">Unique among all that report.</param>
/// <param name="Role"><see cref="SiloRole"/> or <see cref="ApiRole"/>.</param>
/// <param name="Process">Machine and process id; a silo and an Api in one process have the same.</param>
/// <param name="At">When it was measured.</param>
[GenerateSerializer, Immutable, Alias("sc.NodeReport")]
public sealed record NodeReport(
    [property: Id(0)] string Node,
    [property: Id(1)] string Role,
    [property: Id(2)] string Process,
    [property: Id(3)] DateTimeOffset At,
    [property: Id(4)] DateTimeOffset StartedAt,
    [property: Id(5)] ProcessFigures? Load,
    [property: Id(6)] SiloFigures? Silo,
    [property: Id(7)] ApiFigures? Api)
{
    public const string SiloRole = "silo";

    public const string ApiRole = "api";
}

/// <param name="CpuCores">Cores that it kept busy over the last interval.</param>
/// <param name="GcPauseShare">Of the last interval, 0 to 1.</param>
/// <param name="PendingWork">Work items that wait for a thread of the pool.</param>
[GenerateSerializer, Immutable, Alias("sc.ProcessFigures")]
public sealed record ProcessFigures(
    [property: Id(0)] double CpuCores,
    [property: Id(1)] int Cores,
    [property: Id(2)] long WorkingSetBytes,
    [property: Id(3)] long HeapBytes,
    [property: Id(4)] double GcPauseShare,
    [property: Id(5)] long Collections,
    [property: Id(6)] int PoolThreads,
    [property: Id(7)] long PendingWork);

/// <summary>What happens in one silo. What its engine cannot tell is null.</summary>
/// <param name="Methods">Every method that was called since it started.</param>
/// <param name="Activations">By type of grain.</param>
/// <param name="Mailboxes">The longest ones.</param>
/// <param name="Inspected">What is known of the grains that are inspected.</param>
[GenerateSerializer, Immutable, Alias("sc.SiloFigures")]
public sealed record SiloFigures(
    [property: Id(0)] string Engine,
    [property: Id(1)] ImmutableArray<MethodFigures> Methods,
    [property: Id(2)] LatencyCounts Latency,
    [property: Id(3)] ImmutableArray<GrainLoad> Hottest,
    [property: Id(4)] ImmutableArray<ActivationCount>? Activations,
    [property: Id(5)] MailboxFigures? Mailboxes,
    [property: Id(6)] ImmutableArray<CallTrail> SlowCalls,
    [property: Id(7)] ImmutableArray<CallTrail> Failures,
    [property: Id(8)] StoreFigures Store,
    [property: Id(9)] ShopTotals Shop,
    [property: Id(10)] ImmutableArray<RoomComments> Rooms,
    [property: Id(11)] ReminderFigures? Reminders,
    [property: Id(12)] ImmutableArray<GrainTrail> Inspected);

/// <param name="Calls">Since the silo started.</param>
/// <param name="CallsPerSecond">Over the last second.</param>
/// <param name="Window">Durations of the last ten seconds.</param>
[GenerateSerializer, Immutable, Alias("sc.MethodFigures")]
public sealed record MethodFigures(
    [property: Id(0)] string Grain,
    [property: Id(1)] string Method,
    [property: Id(2)] long Calls,
    [property: Id(3)] long Failures,
    [property: Id(4)] double CallsPerSecond,
    [property: Id(5)] double FailuresPerSecond,
    [property: Id(6)] LatencyCounts Window);

/// <summary>Counts by <see cref="LatencyBuckets"/>, from the first that is not empty to the last.</summary>
[GenerateSerializer, Immutable, Alias("sc.LatencyCounts")]
public sealed record LatencyCounts([property: Id(0)] int First, [property: Id(1)] ImmutableArray<long> Counts)
{
    public static LatencyCounts None { get; } = new(0, []);

    /// <summary>Cuts the empty ends off.</summary>
    public static LatencyCounts Of(ReadOnlySpan<long> counts)
    {
        var first = counts.IndexOfAnyExcept(0L);
        return first < 0 ? None : new LatencyCounts(first, [.. counts[first..(counts.LastIndexOfAnyExcept(0L) + 1)]]);
    }

    public void AddTo(Span<long> sums)
    {
        for (var index = 0; index < Counts.Length && First + index < sums.Length; index++)
        {
            sums[First + index] += Counts[index];
        }
    }
}

/// <param name="CallsPerSecond">An estimate, see docs/operations.md.</param>
[GenerateSerializer, Immutable, Alias("sc.GrainLoad")]
public sealed record GrainLoad([property: Id(0)] GrainName Grain, [property: Id(1)] double CallsPerSecond);

[GenerateSerializer, Immutable, Alias("sc.ActivationCount")]
public sealed record ActivationCount([property: Id(0)] string Grain, [property: Id(1)] long Count);

/// <param name="Waiting">Calls in all mailboxes together.</param>
[GenerateSerializer, Immutable, Alias("sc.MailboxFigures")]
public sealed record MailboxFigures([property: Id(0)] long Waiting, [property: Id(1)] ImmutableArray<Mailbox> Longest);

[GenerateSerializer, Immutable, Alias("sc.Mailbox")]
public sealed record Mailbox(
    [property: Id(0)] GrainName Grain, [property: Id(1)] int Waiting, [property: Id(2)] int Running);

/// <summary>Commits of the store since the silo started, and over the last second.</summary>
/// <param name="Window">Durations of the commits of the last ten seconds.</param>
/// <param name="WindowWrites">Writes in them.</param>
[GenerateSerializer, Immutable, Alias("sc.StoreFigures")]
public sealed record StoreFigures(
    [property: Id(0)] long Commits,
    [property: Id(1)] long Writes,
    [property: Id(2)] long Reads,
    [property: Id(3)] double CommitsPerSecond,
    [property: Id(4)] double WritesPerSecond,
    [property: Id(5)] double ReadsPerSecond,
    [property: Id(6)] LatencyCounts Window,
    [property: Id(7)] long WindowCommits,
    [property: Id(8)] long WindowWrites);

/// <summary>What the shop did since the silo started, counted where it became durable.</summary>
/// <param name="Revenue">What was paid, by currency.</param>
/// <param name="Refunded">What went back of it, by currency.</param>
[GenerateSerializer, Immutable, Alias("sc.ShopTotals")]
public sealed record ShopTotals(
    [property: Id(0)] long OrdersPlaced,
    [property: Id(1)] long OrdersPaid,
    [property: Id(2)] ImmutableArray<Money> Revenue,
    [property: Id(3)] ImmutableArray<Money> Refunded,
    [property: Id(4)] long Comments,
    [property: Id(5)] long Interactions);

[GenerateSerializer, Immutable, Alias("sc.RoomComments")]
public sealed record RoomComments(
    [property: Id(0)] string RoomId, [property: Id(1)] long Comments, [property: Id(2)] double CommentsPerSecond);

/// <summary>What the table of reminders says. Every silo sees the same one.</summary>
/// <param name="DueSoon">Those that tick within the next minute.</param>
[GenerateSerializer, Immutable, Alias("sc.ReminderFigures")]
public sealed record ReminderFigures(
    [property: Id(0)] long Count,
    [property: Id(1)] long DueSoon,
    [property: Id(2)] DateTimeOffset? NextAt,
    [property: Id(3)] ImmutableArray<ReminderGroup> Groups);

[GenerateSerializer, Immutable, Alias("sc.ReminderGroup")]
public sealed record ReminderGroup(
    [property: Id(0)] string Grain, [property: Id(1)] string Name, [property: Id(2)] long Count, [property: Id(3)] DateTimeOffset NextAt);

/// <param name="Connections">Sockets of the live channel.</param>
/// <param name="Watchers">Sockets of operators.</param>
[GenerateSerializer, Immutable, Alias("sc.ApiFigures")]
public sealed record ApiFigures(
    [property: Id(0)] int Connections,
    [property: Id(1)] int Users,
    [property: Id(2)] int Watchers,
    [property: Id(3)] ImmutableArray<RoomViewers> Rooms);

[GenerateSerializer, Immutable, Alias("sc.RoomViewers")]
public sealed record RoomViewers([property: Id(0)] string RoomId, [property: Id(1)] int Viewers);
