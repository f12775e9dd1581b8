using System.Collections;
using System.Net.WebSockets;
using Microsoft.AspNetCore.SignalR;
using SocialCommerce.Client.Interactions;
using SocialCommerce.Client.Live;

namespace SocialCommerce.Tools.Simulate;

/// <summary>One socket in the room: checks everything that it is shown, and does what it is told.</summary>
internal sealed class SimulatedViewer : IAsyncDisposable
{
    private static readonly TimeSpan BeforeRetry = TimeSpan.FromMilliseconds(250);

    private readonly LiveConnection _live;
    private readonly string _roomId;
    private readonly CommentLedger _ledger;
    private readonly SimulationMetrics _metrics;
    private readonly TimeProvider _clock;
    private readonly Lock _lock = new();
    private readonly BitArray _has;
    private readonly HashSet<string> _inSnapshots = [];
    private long _seq;

    public SimulatedViewer(
        LiveConnection live, string roomId, CommentLedger ledger, SimulationMetrics metrics, TimeProvider clock)
    {
        _live = live;
        _roomId = roomId;
        _ledger = ledger;
        _metrics = metrics;
        _clock = clock;
        _has = new BitArray(ledger.Count);
        live.EventReceived += Receive;
        live.SnapshotReceived += Replace;
    }

    public LiveCounters Counters => _live.Counters;

    public async Task JoinAsync(CancellationToken cancellationToken)
    {
        await _live.StartAsync(cancellationToken);
        Replace(await _live.JoinRoomAsync(_roomId, cancellationToken));
    }

    /// <summary>Sends until it is known what became of it: an answer that is lost is asked for again under the same id.</summary>
    public async Task CommentAsync(int index, string text, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                var sent = await _live.SendCommentAsync(_roomId, text, _ledger.ClientIdOf(index), cancellationToken);
                _metrics.Acknowledgement.Add(_ledger.Age(index));
                _ledger.Acknowledge(index, sent.Id);
                return;
            }
            catch (LiveRefusedException)
            {
                _metrics.Refused();
                _ledger.Refuse(index);
                return;
            }
            catch (Exception exception) when (IsBroken(exception) && !cancellationToken.IsCancellationRequested)
            {
                await Task.Delay(BeforeRetry, _clock, cancellationToken);
            }
        }
    }

    public Task ReactAsync(string kind, int count, CancellationToken cancellationToken) => TryAsync(async () =>
    {
        await _live.SendReactionsAsync(_roomId, kind, count, cancellationToken: cancellationToken);
        _metrics.Reacted(count);
    }, cancellationToken);

    public Task TrackAsync(string productId, InteractionKind kind, CancellationToken cancellationToken) => TryAsync(async () =>
    {
        var started = _clock.GetTimestamp();
        var eventId = Guid.CreateVersion7().ToString("N");
        await _live.TrackAsync([new Interaction(productId, kind, eventId, _roomId)], cancellationToken);
        _metrics.Tracked(_clock.GetElapsedTime(started));
    }, cancellationToken);

    /// <summary>Acknowledged comments that this viewer was never shown.</summary>
    public int CountMissing()
    {
        lock (_lock)
        {
            // Only now every answer is in that says which comment an id of a snapshot is.
            foreach (var index in _inSnapshots.Select(_ledger.IndexOfId).Where(index => index >= 0))
            {
                _has[index] = true;
            }

            return Enumerable.Range(0, _ledger.Count).Count(index => _ledger.IsAcknowledged(index) && !_has[index]);
        }
    }

    public ValueTask DisposeAsync() => _live.DisposeAsync();

    private async Task TryAsync(Func<Task> call, CancellationToken cancellationToken)
    {
        try
        {
            await call();
        }
        catch (LiveRefusedException)
        {
            _metrics.Refused();
        }
        catch (Exception exception) when (IsBroken(exception) && !cancellationToken.IsCancellationRequested)
        {
            // The connection is being made again; this one is not worth repeating, and counts as refused.
            _metrics.Refused();
        }
    }

    private void Receive(LiveEvent roomEvent)
    {
        lock (_lock)
        {
            // One before the answer to JoinRoom is shown can only follow the snapshot it belongs to.
            if (_seq != 0 && roomEvent.Seq != _seq + 1)
            {
                _metrics.Disordered();
            }

            _seq = roomEvent.Seq;
            if (roomEvent.Type == LiveEvent.CommentAdded)
            {
                Show(_ledger.IndexOf(roomEvent.DataAs<CommentData>().ClientId));
            }
        }
    }

    private void Show(int index)
    {
        if (index < 0)
        {
            return;
        }

        if (_has[index])
        {
            _metrics.Repeated();
            return;
        }

        _has[index] = true;
        _metrics.Delivered(_ledger.Age(index));
    }

    // A snapshot replaces what was shown before: what is in it has arrived, only not one by one.
    private void Replace(JoinedRoom joined)
    {
        lock (_lock)
        {
            _seq = Math.Max(_seq, joined.Seq);
            _inSnapshots.UnionWith(joined.Snapshot.Comments.Select(comment => comment.Id));
        }
    }

    private static bool IsBroken(Exception exception) =>
        exception is WebSocketException or IOException or HubException or InvalidOperationException or OperationCanceledException;
}
