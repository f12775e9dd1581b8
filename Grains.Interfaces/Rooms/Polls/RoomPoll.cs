namespace SocialCommerce.Grains.Interfaces.Rooms.Polls;

/// <summary>A poll as the room's sequence and its board tell of it.</summary>
/// <param name="Tally">The final votes per option of a closed poll; empty while it is open.</param>
/// <param name="RightOption">Of a closed quiz.</param>
[GenerateSerializer, Immutable, Alias("sc.RoomPoll")]
public sealed record RoomPoll(
    [property: Id(0)] string PollId,
    [property: Id(1)] string Question,
    [property: Id(2)] ImmutableArray<string> Options,
    [property: Id(3)] bool IsQuiz,
    [property: Id(4)] DateTimeOffset OpenedAt,
    [property: Id(5)] DateTimeOffset? ClosesAt,
    [property: Id(6)] DateTimeOffset? ClosedAt,
    [property: Id(7)] ImmutableArray<long> Tally,
    [property: Id(8)] int? RightOption);

/// <summary>The votes per option of an open poll; only the latest matters.</summary>
[GenerateSerializer, Immutable, Alias("sc.PollTally")]
public sealed record PollTally([property: Id(0)] string PollId, [property: Id(1)] ImmutableArray<long> Votes);
