using System.Text.Json.Serialization;
using SocialCommerce.Grains.Interfaces.Rooms.Polls;

namespace SocialCommerce.Api.Rooms.Polls;

internal sealed record OpenPollRequest(
    string? Question, IReadOnlyList<string?>? Options, int? DurationSeconds, int? RightOption);

internal sealed record VoteRequest(int? Option);

/// <summary>A poll as one viewer sees it.</summary>
internal sealed record PollResponse(
    string PollId,
    string RoomId,
    string Question,
    ImmutableArray<string> Options,
    bool IsQuiz,
    DateTimeOffset OpenedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? ClosesAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? ClosedAt,
    ImmutableArray<long> Tally,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? RightOption,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? OwnVote)
{
    public static PollResponse From(PollSummary poll) => new(
        poll.PollId, poll.RoomId, poll.Question, poll.Options, poll.IsQuiz, poll.OpenedAt, poll.ClosesAt, poll.ClosedAt,
        poll.Tally, poll.RightOption, poll.OwnVote);
}

/// <summary>The data of poll.opened and poll.closed, and a card of the join snapshot.</summary>
internal sealed record PollBody(
    string PollId,
    string Question,
    ImmutableArray<string> Options,
    bool IsQuiz,
    DateTimeOffset OpenedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? ClosesAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? ClosedAt,
    IReadOnlyList<long> Tally,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? RightOption)
{
    public static PollBody From(RoomPoll poll) => new(
        poll.PollId, poll.Question, poll.Options, poll.IsQuiz, poll.OpenedAt, poll.ClosesAt, poll.ClosedAt,
        poll.Tally.IsDefaultOrEmpty ? new long[poll.Options.Length] : poll.Tally, poll.RightOption);
}

/// <summary>A tally in a Pulse.</summary>
internal sealed record PollTallyBody(string PollId, ImmutableArray<long> Tally)
{
    public static PollTallyBody From(PollTally tally) => new(tally.PollId, tally.Votes);
}
