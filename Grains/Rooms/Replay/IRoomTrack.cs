namespace SocialCommerce.Grains.Rooms.Replay;

/// <summary>
/// What is recorded of rooms beside their events: every few seconds who watched and how they felt, and now and then the
/// whole state with its hash. Losing a moment loses precision, never an event.
/// </summary>
public interface IRoomTrack
{
    /// <summary>Adds moments, durable when it answers. One of the same room and millisecond is replaced.</summary>
    Task AppendAsync(string roomId, IReadOnlyList<RoomMoment> moments, CancellationToken cancellationToken);

    /// <summary>The moments after a time, in order, without their states.</summary>
    Task<IReadOnlyList<RoomMoment>> ReadAsync(
        string roomId, DateTimeOffset after, int limit, CancellationToken cancellationToken);

    /// <summary>The last moment with a state whose sequence is at most this; null when there is none.</summary>
    Task<RoomMoment?> ReadStateAsync(string roomId, long sequence, CancellationToken cancellationToken);
}

/// <summary>A room at one place of its sequence.</summary>
/// <param name="At">To the millisecond.</param>
/// <param name="Hash">Of the state: SHA-256 in hexadecimal digits; null without one.</param>
/// <param name="State">As JSON; null for a moment that only samples.</param>
public sealed record RoomMoment(
    DateTimeOffset At,
    long Sequence,
    int Viewers,
    ImmutableDictionary<string, long> Reactions,
    string? Hash = null,
    ReadOnlyMemory<byte>? State = null);
