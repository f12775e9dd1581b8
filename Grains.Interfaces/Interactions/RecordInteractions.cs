namespace SocialCommerce.Grains.Interfaces.Interactions;

/// <summary>One interaction as a client reports it. Repeating an <see cref="EventId"/> never counts twice.</summary>
[GenerateSerializer, Immutable, Alias("sc.Interaction")]
public sealed record Interaction(
    [property: Id(0)] string EventId,
    [property: Id(1)] string ProductId,
    [property: Id(2)] InteractionKind Kind,
    [property: Id(3)] DateTimeOffset At,
    [property: Id(4)] string? RoomId = null,
    [property: Id(5)] double? Value = null,
    [property: Id(6)] string? ImpressionId = null);

/// <summary>A batch of one user's interactions, recorded in order.</summary>
[GenerateSerializer, Immutable, Alias("sc.RecordInteractions")]
public sealed record RecordInteractions([property: Id(0)] ImmutableArray<Interaction> Items);

/// <summary>One answer per interaction, in the order of the command.</summary>
[GenerateSerializer, Immutable, Alias("sc.RecordResult")]
public sealed record RecordResult([property: Id(0)] ImmutableArray<InteractionResult> Results);

/// <summary>Offset is the place in the interaction log, also for a duplicate; null when nothing was written.</summary>
[GenerateSerializer, Immutable, Alias("sc.InteractionResult")]
public sealed record InteractionResult(
    [property: Id(0)] InteractionStatus Status,
    [property: Id(1)] long? Offset = null);

[GenerateSerializer, Alias("sc.InteractionStatus")]
public enum InteractionStatus
{
    Unknown = 0,

    /// <summary>Durable in the log.</summary>
    Recorded = 1,

    /// <summary>The event id is already in the log at the given offset.</summary>
    Duplicate = 2,

    UnknownProduct = 3,

    Invalid = 4,

    /// <summary>Part of a rehearsal: taken, and counted nowhere.</summary>
    Rehearsed = 5,
}

/// <summary>Bounds on what a client may report.</summary>
public static class InteractionLimits
{
    public const int ItemsMax = 100;

    public const double ValueMax = 1_000_000_000;

    /// <summary>Clocks of phones run ahead; more than this is a mistake.</summary>
    public static readonly TimeSpan FutureMax = TimeSpan.FromMinutes(5);

    public static ImmutableArray<FieldError> Check(Interaction item) => new FieldChecks()
        .Id(item.EventId, "eventId")
        .Id(item.ProductId, "productId")
        .Add(item.Kind == InteractionKind.Unknown || !Enum.IsDefined(item.Kind), "kind", "is not a known kind")
        .Add(item.RoomId is not null && !Ids.IsValid(item.RoomId), "roomId", "is not a valid id")
        .Add(item.ImpressionId is not null && !Ids.IsValid(item.ImpressionId), "impressionId", "is not a valid id")
        .Add(item.Value is { } value && !(Math.Abs(value) <= ValueMax), "value", "must be a finite number")
        .Add(IsRatingOutOfRange(item), "value", "of a rating must be from 0 to 5")
        .Errors;

    private static bool IsRatingOutOfRange(Interaction item) =>
        item.Kind == InteractionKind.Rating && item.Value is not (>= 0 and <= 5);
}
