using System.Text.Json;
using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Grains.Rooms.Replay;

/// <summary>
/// Decides which moments of a room are recorded: a sample every few seconds while it is open, and the state with its hash
/// every minute in which something happened, every few hundred events and at each step of its life. What waits is bounded: of a room
/// that is faster than its store some moments are left out.
/// </summary>
internal sealed class RoomRecorder(TimeProvider clock)
{
    public const int EventsBetweenStates = 500;

    private const int WaitingMax = 32;

    public static readonly TimeSpan SamplePeriod = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan StatePeriod = TimeSpan.FromMinutes(1);

    private readonly Queue<Waiting> _waiting = new();
    private DateTimeOffset _stateAt = clock.GetUtcNow();
    private long _stateSequence = -1;

    /// <summary>Notes a state right after an event made it. Cheap: the hash waits for <see cref="Take"/>.</summary>
    public void Follow(RoomState state, RoomEvent roomEvent, int viewers, ImmutableDictionary<string, long> reactions)
    {
        if (_stateSequence < 0)
        {
            // Of what was before this activation nothing is known here; from here on it is counted.
            _stateSequence = state.Sequence - 1;
        }

        if (roomEvent.Type == RoomEventType.RoomState || state.Sequence - _stateSequence >= EventsBetweenStates)
        {
            Add(state, viewers, reactions, hasState: true);
        }
    }

    /// <summary>Notes what is counted in an open room.</summary>
    public void Sample(RoomState state, int viewers, ImmutableDictionary<string, long> reactions)
    {
        if (state.Status is RoomStatus.Live or RoomStatus.Paused)
        {
            Add(state, viewers, reactions, state.Sequence != _stateSequence && clock.GetUtcNow() - _stateAt >= StatePeriod);
        }
    }

    /// <summary>The moments that are to be stored.</summary>
    public IReadOnlyList<RoomMoment> Take()
    {
        var moments = _waiting.Select(Describe).ToList();
        _waiting.Clear();
        return moments;
    }

    private void Add(RoomState state, int viewers, ImmutableDictionary<string, long> reactions, bool hasState)
    {
        var now = clock.GetUtcNow();
        if (hasState)
        {
            _stateAt = now;
            _stateSequence = state.Sequence;
        }

        if (_waiting.Count == WaitingMax)
        {
            _waiting.Dequeue();
        }

        _waiting.Enqueue(new Waiting(now, state, viewers, reactions, hasState));
    }

    private static RoomMoment Describe(Waiting moment) => moment.HasState
        ? new RoomMoment(
            moment.At, moment.State.Sequence, moment.Viewers, moment.Reactions, StateHash.Of(moment.State),
            JsonSerializer.SerializeToUtf8Bytes(RoomFacts.Of(moment.State), GrainJson.Default.RoomFacts))
        : new RoomMoment(moment.At, moment.State.Sequence, moment.Viewers, moment.Reactions);

    private sealed record Waiting(
        DateTimeOffset At, RoomState State, int Viewers, ImmutableDictionary<string, long> Reactions, bool HasState);
}
