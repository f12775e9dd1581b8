using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Rooms.Polls;

namespace SocialCommerce.Grains.Rooms.Polls;

/// <summary>The life of a poll. Pure.</summary>
internal static class PollRules
{
    /// <summary>Polls of one room that may be open at a time.</summary>
    public const int OpenMax = 3;

    public static (PollState Next, EngagementOutcome Outcome) Open(
        string pollId, PollState state, OpenPoll command, DateTimeOffset now)
    {
        if (!PollLimits.Check(command).IsEmpty)
        {
            return (state, EngagementOutcome.Invalid);
        }

        if (state.Question is not null)
        {
            return (state, IsSame(state, command) ? EngagementOutcome.Done : EngagementOutcome.Exists);
        }

        var next = new PollState
        {
            RoomId = command.RoomId,
            HostId = command.UserId,
            Question = command.Question,
            Options = command.Options,
            RightOption = command.RightOption,
            OpenedAt = now,
            ClosesAt = now + command.Duration,
        };
        return (Tell(next, pollId, "opened", RoomEventType.PollOpened), EngagementOutcome.Done);
    }

    public static EngagementOutcome DecideVote(PollState state, CastVote command, DateTimeOffset now)
    {
        if (state.Question is null || state.RoomId != command.RoomId)
        {
            return EngagementOutcome.NotFound;
        }

        if (state.ClosedAt is not null || IsDue(state, now))
        {
            return EngagementOutcome.Closed;
        }

        return command.Option >= 0 && command.Option < state.Options.Length
            ? EngagementOutcome.Done
            : EngagementOutcome.Invalid;
    }

    public static EngagementOutcome DecideClose(PollState state, string roomId, string userId)
    {
        if (state.Question is null || state.RoomId != roomId)
        {
            return EngagementOutcome.NotFound;
        }

        return state.HostId == userId ? EngagementOutcome.Done : EngagementOutcome.NotHost;
    }

    /// <summary>Whether the time for votes is over while the poll is not closed yet.</summary>
    public static bool IsDue(PollState state, DateTimeOffset now) =>
        state is { Question: not null, ClosedAt: null } && now >= state.ClosesAt;

    /// <summary>Ends the poll with the recount of its votes; one that is closed stays as it is.</summary>
    public static PollState Close(string pollId, PollState state, ImmutableArray<long> tally, DateTimeOffset now)
    {
        if (state.Question is null || state.ClosedAt is not null)
        {
            return state;
        }

        var closedAt = state.ClosesAt < now ? state.ClosesAt.Value : now;
        return Tell(state with { ClosedAt = closedAt, Tally = tally }, pollId, "closed", RoomEventType.PollClosed);
    }

    public static PollSummary? Describe(string pollId, PollState state, ImmutableArray<long> tally, int? ownVote) =>
        state.Question is null ? null : new PollSummary(
            pollId, state.RoomId, state.Question, state.Options, state.RightOption is not null, state.OpenedAt, state.ClosesAt,
            state.ClosedAt, state.ClosedAt is null ? tally : state.Tally,
            state.ClosedAt is null ? null : state.RightOption, ownVote);

    private static PollState Tell(PollState state, string pollId, string step, RoomEventType type)
    {
        var poll = new RoomPoll(
            pollId, state.Question!, state.Options, state.RightOption is not null, state.OpenedAt, state.ClosesAt, state.ClosedAt,
            state.Tally, state.ClosedAt is null ? null : state.RightOption);
        var announcement = RoomOutbox.Announce($"{pollId}/{step}", type);
        return state with { Outbox = state.Outbox.Add(announcement with { Event = announcement.Event with { Poll = poll } }) };
    }

    private static bool IsSame(PollState state, OpenPoll command) =>
        state.RoomId == command.RoomId
        && state.HostId == command.UserId
        && state.Question == command.Question
        && state.Options.SequenceEqual(command.Options)
        && state.RightOption == command.RightOption;
}
