using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Api.Rooms.Live;

/// <summary>The last events of a room without a hole, as many as fit. Takes as much memory as the room needs.</summary>
internal sealed class EventHistory(int capacity)
{
    private const int CapacityFirst = 64;

    private RoomEvent[] _ring = new RoomEvent[Math.Min(capacity, CapacityFirst)];
    private int _count;

    /// <summary>Sequence of the newest event, or of the place where the history starts.</summary>
    public long Last { get; private set; }

    /// <summary>Starts over after this place.</summary>
    public void Reset(long sequence)
    {
        Array.Clear(_ring);
        _count = 0;
        Last = sequence;
    }

    /// <summary>Adds the event that follows. Answers false for one that does not.</summary>
    public bool TryAdd(RoomEvent next)
    {
        if (next.Sequence != Last + 1)
        {
            return false;
        }

        if (_count == _ring.Length && _count < capacity)
        {
            Grow();
        }

        Last = next.Sequence;
        _ring[next.Sequence % _ring.Length] = next;
        _count = Math.Min(_count + 1, _ring.Length);
        return true;
    }

    /// <summary>Forgets the words of a comment; the event keeps its place.</summary>
    public void Redact(string commentId)
    {
        for (var sequence = Last - _count + 1; sequence <= Last; sequence++)
        {
            ref var known = ref _ring[sequence % _ring.Length];
            if (known.Comment is { } comment && comment.CommentId == commentId)
            {
                known = known with { Comment = comment with { Text = string.Empty } };
                return;
            }
        }
    }

    /// <summary>Everything after this place; null when part of it is no longer here, or not here yet.</summary>
    public IReadOnlyList<RoomEvent>? After(long sequence)
    {
        if (sequence < Last - _count || sequence > Last)
        {
            return null;
        }

        var events = new RoomEvent[Last - sequence];
        for (var i = 0; i < events.Length; i++)
        {
            events[i] = _ring[(sequence + 1 + i) % _ring.Length];
        }

        return events;
    }

    private void Grow()
    {
        var larger = new RoomEvent[Math.Min(capacity, 4 * _ring.Length)];
        foreach (var known in _ring)
        {
            larger[known.Sequence % larger.Length] = known;
        }

        _ring = larger;
    }
}
