using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Grains.Rooms;

/// <summary>The durable sequence of events of every room. The room grain is the only writer of its room.</summary>
public interface IRoomLog
{
    /// <summary>
    /// Appends one event; durable when it answers. Appends of one room become durable in the order of the calls. A
    /// sequence that does not follow the last one is refused with
    /// <see cref="Orleans.Storage.InconsistentStateException"/>: another activation wrote, or an earlier append failed.
    /// </summary>
    Task AppendAsync(string roomId, RoomEvent roomEvent, CancellationToken cancellationToken);

    /// <summary>The events after a sequence, in order.</summary>
    Task<IReadOnlyList<RoomEvent>> ReadAsync(
        string roomId, long afterSequence, int limit, CancellationToken cancellationToken);

    /// <summary>Deletes all events of a room; the next one it takes has sequence 1.</summary>
    Task DeleteAsync(string roomId, CancellationToken cancellationToken);

    /// <summary>The last events, in order.</summary>
    Task<IReadOnlyList<RoomEvent>> ReadTailAsync(string roomId, int limit, CancellationToken cancellationToken);
}
