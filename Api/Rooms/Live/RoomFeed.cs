using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Api.Rooms.Live;

/// <summary>
/// The viewers of one room in this process and what each has been sent. Decides who gets which events, without a hole
/// and without a repetition, whatever the order in which events, joins and flushes come. Not thread-safe: its relay
/// holds the lock.
/// </summary>
/// <typeparam name="TViewer">A socket; something simpler in tests.</typeparam>
internal sealed class RoomFeed<TViewer>(string roomId, int historyMax, Action<TViewer, string, IReadOnlyList<RoomEvent>> send)
    where TViewer : notnull
{
    private readonly EventHistory _history = new(historyMax);

    private readonly Dictionary<TViewer, Seat> _viewers = [];

    private long _flushed;

    public string RoomId { get; } = roomId;

    public string Epoch { get; private set; } = string.Empty;

    public long Last => _history.Last;

    public long Waiting => _history.Last - _flushed;

    /// <summary>How far the viewers have been sent the sequence.</summary>
    public RoomPosition Flushed => new(Epoch, _flushed);

    public IReadOnlyCollection<TViewer> Viewers => _viewers.Keys;

    public void Reset(RoomPosition position)
    {
        Epoch = position.Epoch;
        _history.Reset(position.Sequence);
        _flushed = position.Sequence;
    }

    /// <summary>Takes events in order; what is known is skipped. Answers false when a hole comes before one of them.</summary>
    public bool TryTake(ImmutableArray<RoomEvent> events)
    {
        foreach (var next in events)
        {
            if (next.Sequence > _history.Last && !_history.TryAdd(next))
            {
                return false;
            }

            if (next is { Type: RoomEventType.CommentRemoved, CommentId: { } removed })
            {
                // Whoever is sent the comment from here on must not read it any more.
                _history.Redact(removed);
            }
        }

        return true;
    }

    /// <summary>Lets a viewer in who has a snapshot of this place. Answers false when it is too old to be continued.</summary>
    public bool TryJoin(TViewer viewer, RoomPosition snapshot, bool isSampled = false)
    {
        if (snapshot.Epoch != Epoch)
        {
            return false;
        }

        // A snapshot may be ahead of what has come here; then the flushes skip what it holds.
        if (snapshot.Sequence < _flushed)
        {
            if (_history.After(snapshot.Sequence) is not { } missed)
            {
                return false;
            }

            send(viewer, Epoch, [.. missed.TakeWhile(next => next.Sequence <= _flushed)]);
        }

        _viewers[viewer] = new Seat(snapshot.Sequence, isSampled);
        return true;
    }

    /// <summary>Lets a viewer in who was here before, and answers what it missed; null when that is not all here.</summary>
    public IReadOnlyList<RoomEvent>? TryResume(TViewer viewer, RoomPosition position, bool isSampled = false)
    {
        if (position.Epoch != Epoch || _history.After(position.Sequence) is not { } missed)
        {
            return null;
        }

        _viewers[viewer] = new Seat(_history.Last, isSampled);
        return missed;
    }

    public bool Leave(TViewer viewer) => _viewers.Remove(viewer);

    /// <summary>Sends what waits: the batch to nearly everybody, and its tail to those whose snapshot was ahead.</summary>
    public void Flush(IRoomDelivery<TViewer> delivery)
    {
        if (Waiting == 0)
        {
            return;
        }

        var waiting = _history.After(_flushed)
            ?? throw new InvalidOperationException($"Room {RoomId} has more unsent events than its history holds.");
        delivery.Begin(Epoch, waiting);
        foreach (var (viewer, seat) in _viewers)
        {
            if (seat.Known <= _flushed)
            {
                delivery.Deliver(viewer, seat.IsSampled);
            }
            else if (seat.Known < Last)
            {
                delivery.DeliverAfter(viewer, seat.IsSampled, seat.Known);
            }
        }

        _flushed = _history.Last;
    }

    /// <param name="Known">The place of the sequence that the viewer knows from its snapshot.</param>
    private readonly record struct Seat(long Known, bool IsSampled);
}
