using SocialCommerce.Client.Live;

namespace SocialCommerce.Crash.Tests;

/// <summary>A viewer who stays in the room through every kill, and writes down what it is shown.</summary>
internal sealed class Witness : IAsyncDisposable
{
    private readonly LiveConnection _live;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _shown = [];
    private readonly List<string> _mistakes = [];
    private long _seq;

    public Witness(LiveConnection live)
    {
        _live = live;
        live.EventReceived += Receive;
        live.SnapshotReceived += _ => Mistake("The room was taken anew: what was missed could not be had.");
    }

    public LiveCounters Counters => _live.Counters;

    public async Task JoinAsync(string roomId)
    {
        await _live.StartAsync();
        var joined = await _live.JoinRoomAsync(roomId);
        lock (_lock)
        {
            _seq = Math.Max(_seq, joined.Seq);
        }
    }

    /// <summary>How often a comment was shown.</summary>
    public int CountOf(string commentId)
    {
        lock (_lock)
        {
            return _shown.GetValueOrDefault(commentId);
        }
    }

    public IReadOnlyList<string> Mistakes
    {
        get
        {
            lock (_lock)
            {
                return [.. _mistakes];
            }
        }
    }

    public ValueTask DisposeAsync() => _live.DisposeAsync();

    private void Receive(LiveEvent roomEvent)
    {
        lock (_lock)
        {
            if (_seq != 0 && roomEvent.Seq != _seq + 1)
            {
                _mistakes.Add($"Event {roomEvent.Seq} came after {_seq}.");
            }

            _seq = roomEvent.Seq;
            if (roomEvent.Type == LiveEvent.CommentAdded)
            {
                var id = roomEvent.DataAs<CommentData>().Id;
                _shown[id] = _shown.GetValueOrDefault(id) + 1;
            }
        }
    }

    private void Mistake(string what)
    {
        lock (_lock)
        {
            _mistakes.Add(what);
        }
    }
}
