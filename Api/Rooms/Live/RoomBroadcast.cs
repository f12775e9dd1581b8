using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Api.Rooms.Live;

/// <summary>
/// Takes batches of one room's events to sockets. There are three shared frames of a batch, each made when the first
/// socket needs it: everything, what one can read, and without comments for a socket whose outbox is filling. Only those
/// to whom something that was left out matters get a frame of their own. Not thread-safe: the relay holds the lock.
/// </summary>
internal sealed class RoomBroadcast(
    string roomId, int commentsPerSecond, RoomPeople people, TimeProvider clock) : IRoomDelivery<IRoomViewer>
{
    private readonly CommentSampler _sampler = new(commentsPerSecond);
    private readonly Dictionary<IRoomViewer, List<long>> _kept = [];
    private readonly Dictionary<string, Frame> _personal = [];
    private readonly HashSet<string> _authors = [];
    private string _epoch = string.Empty;
    private IReadOnlyList<RoomEvent> _events = [];
    private IReadOnlySet<long> _leftOut = ImmutableHashSet<long>.Empty;
    private Frame? _everything;
    private Frame? _readable;
    private Frame? _withoutComments;

    public RoomFocus Focus { get; set; } = RoomFocus.None;

    public void Begin(string epoch, IReadOnlyList<RoomEvent> events)
    {
        _epoch = epoch;
        _events = events;
        _everything = _readable = _withoutComments = null;
        _personal.Clear();
        _kept.Clear();
        _authors.Clear();
        Focus = events.Aggregate(Focus, (focus, happened) => focus.After(happened));
        _leftOut = _sampler.LeaveOut(events, Focus, clock.GetUtcNow());
        foreach (var comment in events.Where(happened => happened.Comment is not null))
        {
            _authors.Add(comment.Comment!.UserId);
            if (_leftOut.Contains(comment.Sequence))
            {
                KeepFor(people.Near(comment.Comment.UserId), comment.Sequence);
            }
        }
    }

    public void Deliver(IRoomViewer viewer, bool isSampled) => viewer.Outbox.Send(Choose(viewer, isSampled));

    public void DeliverAfter(IRoomViewer viewer, bool isSampled, long known)
    {
        var tail = _events.Where(happened => happened.Sequence > known).ToList();
        viewer.Outbox.Send(Make(tail, happened => isSampled && IsLeftOutFor(viewer, happened)));
    }

    /// <summary>What somebody missed, as the answer to their resume shows it.</summary>
    public IReadOnlyList<EventBody> DescribeMissed(IRoomViewer viewer, bool isSampled, IReadOnlyList<RoomEvent> missed)
    {
        var leftOut = isSampled
            ? _sampler.LeaveOutOfMissed(missed, Focus, author => people.Near(author).Contains(viewer))
            : ImmutableHashSet<long>.Empty;
        return SampledEvents.Describe(missed, happened => leftOut.Contains(happened.Sequence));
    }

    private Frame Choose(IRoomViewer viewer, bool isSampled)
    {
        if (!isSampled)
        {
            return _everything ??= Make(_events, _ => false);
        }

        if (viewer.Outbox.IsFilling)
        {
            return _authors.Contains(viewer.UserId)
                ? Make(_events, happened => IsShed(happened) && happened.Comment!.UserId != viewer.UserId)
                : _withoutComments ??= Make(_events, IsShed);
        }

        return _kept.TryGetValue(viewer, out var kept)
            ? Personal(kept)
            : _readable ??= _leftOut.Count == 0
                ? _everything ??= Make(_events, _ => false)
                : Make(_events, happened => _leftOut.Contains(happened.Sequence));
    }

    // Many may follow one author: those who are spared the same comments share a frame.
    private Frame Personal(List<long> kept)
    {
        var key = string.Join(',', kept);
        if (!_personal.TryGetValue(key, out var frame))
        {
            frame = Make(_events, happened => _leftOut.Contains(happened.Sequence) && !kept.Contains(happened.Sequence));
            _personal.Add(key, frame);
        }

        return frame;
    }

    private bool IsLeftOutFor(IRoomViewer viewer, RoomEvent happened) =>
        _leftOut.Contains(happened.Sequence)
        && !(_kept.TryGetValue(viewer, out var kept) && kept.Contains(happened.Sequence));

    private bool IsShed(RoomEvent happened) =>
        happened.Comment is { } comment && !Focus.AlwaysHeard.Contains(comment.UserId);

    private void KeepFor(IEnumerable<IRoomViewer> viewers, long sequence)
    {
        foreach (var viewer in viewers)
        {
            if (!_kept.TryGetValue(viewer, out var kept))
            {
                _kept.Add(viewer, kept = []);
            }

            kept.Add(sequence);
        }
    }

    private Frame Make(IReadOnlyList<RoomEvent> events, Func<RoomEvent, bool> isLeftOut) =>
        Frames.Events(roomId, _epoch, SampledEvents.Describe(events, isLeftOut));
}
