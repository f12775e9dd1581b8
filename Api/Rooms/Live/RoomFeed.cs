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

    /// <summary>For each viewer the place of the sequence that it knows from its snapshot.</summary>
    private readonly Dictionary<TViewer, long> _viewers = [];

    private long _flushed;

    public string RoomId { get; } = roomId;

    public string Epoch { get; private set; } = string.Empty;

    public long Last => _history.Last;

    public long Waiting => _history.Last - _flushed;

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
        }

        return true;
    }

    /// <summary>Lets a viewer in who has a snapshot of this place. Answers false when it is too old to be continued.</summary>
    public bool TryJoin(TViewer viewer, RoomPosition snapshot)
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

        _viewers[viewer] = snapshot.Sequence;
        return true;
    }

    /// <summary>Lets a viewer in who was here before, and answers what it missed; null when that is not all here.</summary>
    public IReadOnlyList<RoomEvent>? TryResume(TViewer viewer, RoomPosition position)
    {
        if (position.Epoch != Epoch || _history.After(position.Sequence) is not { } missed)
        {
            return null;
        }

        _viewers[viewer] = _history.Last;
        return missed;
    }

    public bool Leave(TViewer viewer) => _viewers.Remove(viewer);

    /// <summary>Sends what waits: one list for nearly everybody, and its tail to those whose snapshot was ahead.</summary>
    public void Flush(Action<IReadOnlyCollection<TViewer>, string, IReadOnlyList<RoomEvent>> sendAll)
    {
        if (Waiting == 0)
        {
            return;
        }

        var waiting = _history.After(_flushed)
            ?? throw new InvalidOperationException($"Room {RoomId} has more unsent events than its history holds.");
        sendAll([.. _viewers.Where(viewer => viewer.Value <= _flushed).Select(viewer => viewer.Key)], Epoch, waiting);
        foreach (var (viewer, known) in _viewers.Where(viewer => viewer.Value > _flushed && viewer.Value < Last))
        {
            send(viewer, Epoch, [.. waiting.SkipWhile(next => next.Sequence <= known)]);
        }

        _flushed = _history.Last;
    }
}
