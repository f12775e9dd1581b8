namespace SocialCommerce.Api.Operations.Cluster;

/// <summary>The whole cluster at one moment, as operators see it. What nobody can tell is null. Units: docs/operations.md.</summary>
/// <param name="AgeMs">Of the oldest silo's figures in it, when it was put together; null while there are none.</param>
/// <param name="Latency">Every grain call of the last second.</param>
internal sealed record ClusterFrame(
    DateTimeOffset At,
    long? AgeMs,
    string? Engine,
    ImmutableArray<ProcessBody> Processes,
    CallsBody Calls,
    HeatBody Latency,
    ImmutableArray<GrainLoadBody> Hottest,
    ImmutableArray<ActivationsBody>? Activations,
    MailboxesBody? Mailboxes,
    ImmutableArray<CallBody> SlowCalls,
    ImmutableArray<CallBody> Failures,
    ImmutableArray<PartitionBody> Log,
    ImmutableArray<RoomLoadBody> Rooms,
    ConnectionsBody Connections,
    StoreBody? Store,
    RemindersBody? Reminders,
    SuggestionsBody? Suggestions,
    ShopBody? Shop);

/// <param name="AgeMs">Since it last said something.</param>
internal sealed record ProcessBody(
    string Process,
    ImmutableArray<string> Roles,
    long AgeMs,
    DateTimeOffset StartedAt,
    double? CpuCores,
    int? Cores,
    long? WorkingSetBytes,
    long? HeapBytes,
    double? GcPauseShare,
    long? Collections,
    int? PoolThreads,
    long? PendingWork,
    double? CallsPerSecond,
    long? Activations,
    long? Waiting,
    int? Connections);

internal sealed record CallsBody(
    double PerSecond, double FailuresPerSecond, double? P50Ms, double? P99Ms, ImmutableArray<MethodBody> Methods);

/// <param name="Calls">Since the silos started.</param>
/// <param name="P50Ms">Of the last ten seconds; null when there was no call.</param>
internal sealed record MethodBody(
    string Grain,
    string Method,
    long Calls,
    long Failures,
    double PerSecond,
    double FailuresPerSecond,
    double? P50Ms,
    double? P99Ms);

/// <summary>How many calls took from one bound to the next; the first bound is 0, what took longer than the last is in the last count.</summary>
internal sealed record HeatBody(ImmutableArray<double> BoundsMs, ImmutableArray<long> Counts);

internal sealed record GrainLoadBody(string Grain, string Key, double PerSecond);

internal sealed record ActivationsBody(string Grain, long Count);

internal sealed record MailboxesBody(long Waiting, ImmutableArray<MailboxBody> Longest);

internal sealed record MailboxBody(string Grain, string Key, int Waiting, int Running);

internal sealed record CallBody(
    DateTimeOffset At, string Grain, string Key, string Method, double DurationMs, string? Failure, string? TraceId);

/// <param name="Lag">Rows that are in the log and not yet with the products, rooms and trends.</param>
internal sealed record PartitionBody(int Partition, long Head, long Applied, long Checkpoint, long Lag);

internal sealed record RoomLoadBody(string RoomId, string? Title, int Viewers, long Comments, double CommentsPerSecond);

internal sealed record ConnectionsBody(int Sockets, int Users, int Watchers);

internal sealed record StoreBody(
    long Commits,
    long Writes,
    long Reads,
    double CommitsPerSecond,
    double WritesPerSecond,
    double ReadsPerSecond,
    double? P50Ms,
    double? P99Ms,
    double? WritesPerCommit);

internal sealed record RemindersBody(long Count, long DueSoon, DateTimeOffset? NextAt, ImmutableArray<ReminderBody> Groups);

internal sealed record ReminderBody(string Grain, string Name, long Count, DateTimeOffset NextAt);

/// <param name="Model">The version that serves; null while none does.</param>
internal sealed record SuggestionsBody(
    int Hours, long Lists, ImmutableArray<SourceLoadBody> Sources, ServingModelBody? Model, TrainingBody? Training);

/// <param name="LastShownAt">When its count was last seen to grow; null when it has not since somebody watches.</param>
internal sealed record SourceLoadBody(
    string Source, long Shown, long Acted, double Share, double ActedRate, DateTimeOffset? LastShownAt);

internal sealed record ServingModelBody(string Version, DateTimeOffset CreatedAt, long Rows);

internal sealed record TrainingBody(string Version, string Stage, int StepsDone, int StepsTotal);

/// <param name="Since">When the silo that started first did.</param>
internal sealed record ShopBody(
    DateTimeOffset Since,
    long OrdersPlaced,
    long OrdersPaid,
    ImmutableArray<Money> Revenue,
    ImmutableArray<Money> Refunded,
    long Comments,
    long Interactions);
