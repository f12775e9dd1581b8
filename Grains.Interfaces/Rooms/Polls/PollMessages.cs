namespace SocialCommerce.Grains.Interfaces.Rooms.Polls;

/// <param name="Duration">How long votes are taken; null: until the host closes the poll or the room ends.</param>
/// <param name="RightOption">Index of the one right answer of a quiz, told when it closes; null for a poll.</param>
[GenerateSerializer, Immutable, Alias("sc.OpenPoll")]
public sealed record OpenPoll(
    [property: Id(0)] string RoomId,
    [property: Id(1)] string UserId,
    [property: Id(2)] string Question,
    [property: Id(3)] ImmutableArray<string> Options,
    [property: Id(4)] TimeSpan? Duration,
    [property: Id(5)] int? RightOption);

/// <param name="Option">Index of the option, from 0.</param>
[GenerateSerializer, Immutable, Alias("sc.CastVote")]
public sealed record CastVote([property: Id(0)] string RoomId, [property: Id(1)] string UserId, [property: Id(2)] int Option);

[GenerateSerializer, Immutable, Alias("sc.PollResult")]
public sealed record PollResult(
    [property: Id(0)] EngagementOutcome Outcome,
    [property: Id(1)] PollSummary? Poll = null);

/// <summary>A poll as one viewer sees it.</summary>
/// <param name="Tally">Votes per option, in the order of the options.</param>
/// <param name="RightOption">Of a quiz that is closed; null before, and for a poll.</param>
/// <param name="OwnVote">What the viewer voted for; null when not, or when nobody in particular asks.</param>
[GenerateSerializer, Immutable, Alias("sc.PollSummary")]
public sealed record PollSummary(
    [property: Id(0)] string PollId,
    [property: Id(1)] string RoomId,
    [property: Id(2)] string Question,
    [property: Id(3)] ImmutableArray<string> Options,
    [property: Id(4)] bool IsQuiz,
    [property: Id(5)] DateTimeOffset OpenedAt,
    [property: Id(6)] DateTimeOffset? ClosesAt,
    [property: Id(7)] DateTimeOffset? ClosedAt,
    [property: Id(8)] ImmutableArray<long> Tally,
    [property: Id(9)] int? RightOption,
    [property: Id(10)] int? OwnVote);

[GenerateSerializer, Immutable, Alias("sc.PollPage")]
public sealed record PollPage(
    [property: Id(0)] ImmutableArray<PollSummary> Polls,
    [property: Id(1)] string? NextCursor);
