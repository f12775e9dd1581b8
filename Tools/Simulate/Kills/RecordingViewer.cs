using System.Net.WebSockets;
using Microsoft.AspNetCore.SignalR;
using SocialCommerce.Client.Live;

namespace SocialCommerce.Tools.Simulate.Kills;

/// <summary>A viewer with the client library that everybody has, who writes down everything that it is shown.</summary>
internal sealed class RecordingViewer : IAsyncDisposable
{
    private static readonly TimeSpan BeforeRetry = TimeSpan.FromMilliseconds(250);

    private readonly LiveConnection _live;
    private readonly int _number;
    private readonly string _roomId;
    private readonly TimeProvider _clock;
    private readonly Lock _lock = new();
    private readonly List<(long After, List<RoomRecord> Shown)> _stretches = [];
    private readonly List<RoomRecord> _early = [];

    public RecordingViewer(LiveConnection live, int number, string roomId, TimeProvider clock)
    {
        _live = live;
        _number = number;
        _roomId = roomId;
        _clock = clock;
        live.EventReceived += Receive;
        live.SnapshotReceived += joined => Begin(joined.Seq);
    }

    public LiveCounters Counters => _live.Counters;

    /// <summary>The place up to which it was shown everything.</summary>
    public long Last
    {
        get
        {
            lock (_lock)
            {
                return _stretches is [.., var (after, shown)] ? after + shown.Count : 0;
            }
        }
    }

    public async Task JoinAsync(CancellationToken cancellationToken)
    {
        await _live.StartAsync(cancellationToken);
        Begin((await _live.JoinRoomAsync(_roomId, cancellationToken)).Seq);
    }

    /// <summary>Sends until it is known what became of it: an answer that is lost is asked for again under the same id.</summary>
    public async Task<SentComment> CommentAsync(string text, string clientId, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await _live.SendCommentAsync(_roomId, text, clientId, cancellationToken);
            }
            catch (Exception exception) when (IsBroken(exception) && !cancellationToken.IsCancellationRequested)
            {
                await Task.Delay(BeforeRetry, _clock, cancellationToken);
            }
        }
    }

    public ViewerLog ToLog()
    {
        lock (_lock)
        {
            return new ViewerLog(_number, [.. _stretches.Select(stretch => new LogStretch(stretch.After, [.. stretch.Shown]))]);
        }
    }

    public ValueTask DisposeAsync() => _live.DisposeAsync();

    private void Begin(long after)
    {
        lock (_lock)
        {
            // What follows the first snapshot may be shown before the answer that brings it.
            _stretches.Add((after, [.. _early]));
            _early.Clear();
        }
    }

    private void Receive(LiveEvent shown)
    {
        lock (_lock)
        {
            (_stretches is [.., var (_, records)] ? records : _early).Add(RoomRecord.Of(shown));
        }
    }

    // A server that is going, or busy with coming back, refuses too: it is asked again.
    private static bool IsBroken(Exception exception) => exception
        is WebSocketException or IOException or HubException or InvalidOperationException or OperationCanceledException or LiveRefusedException;
}
