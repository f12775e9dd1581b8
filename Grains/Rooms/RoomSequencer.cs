using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Grains.Rooms;

/// <summary>
/// Gives events their place in the room's sequence and releases them in order once they are durable. The place is given
/// before the first await, so that concurrent calls of one room share a commit; what is told, and what a caller is
/// answered, waits for the log. After a failed append the sequence is unknown and nothing more is taken: the activation
/// is to be dropped, and the next one reads the log.
/// </summary>
internal sealed class RoomSequencer(IRoomLog log, string roomId, long lastSequence, Action<RoomEvent> release)
{
    private readonly Dictionary<long, RoomEvent> _durable = [];
    private long _assigned = lastSequence;
    private long _released = lastSequence;
    private Task _lastAppend = Task.CompletedTask;

    /// <summary>True after a failed append.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Appends the event that <paramref name="create"/> makes for its place; durable when it answers.</summary>
    public async Task<RoomEvent> AppendAsync(Func<long, RoomEvent> create)
    {
        if (IsBroken)
        {
            throw new InvalidOperationException($"Room {roomId} lost its place in the log and restarts.");
        }

        // An event that cannot be made uses no place.
        var roomEvent = create(_assigned + 1);
        _assigned++;
        try
        {
            // Not cancellable: a place that is given is used.
            _lastAppend = log.AppendAsync(roomId, roomEvent, CancellationToken.None);
            await _lastAppend;
        }
        catch
        {
            IsBroken = true;
            throw;
        }

        Release(roomEvent);
        return roomEvent;
    }

    /// <summary>Answers when nothing that was given a place is still on its way into the log, whatever became of it.</summary>
    public async Task WhenIdleAsync() => await _lastAppend.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    // Commits answer in order, but the turns that hear of them may run in another.
    private void Release(RoomEvent roomEvent)
    {
        _durable.Add(roomEvent.Sequence, roomEvent);
        while (_durable.Remove(_released + 1, out var next))
        {
            _released++;
            release(next);
        }
    }
}
