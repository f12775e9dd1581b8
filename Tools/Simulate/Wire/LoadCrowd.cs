using System.Collections.Concurrent;
using System.Text.Json;

namespace SocialCommerce.Tools.Simulate.Wire;

/// <summary>Many sockets on one server, held by one process.</summary>
/// <param name="bearerOf">The access token of a viewer, by number; null where the server asks for none.</param>
internal sealed class LoadCrowd(
    WireProtocol protocol, Uri address, Func<int, CancellationToken, ValueTask<string?>> bearerOf, TimeProvider clock) : IAsyncDisposable
{
    private const int JoinAtOnceMax = 64;

    /// <summary>Pings go out in so many portions, so that they are no burst.</summary>
    private const int PingPortions = 100;

    private static readonly TimeSpan PingInterval = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _leaving = new();
    private readonly ConcurrentDictionary<Task, bool> _kept = new();
    private readonly List<LoadViewer> _viewers = [];
    private volatile LoadRun _run = new(new CommentLedger("nothing", 0, clock));

    public WireProtocol Protocol => protocol;

    public TimeProvider Clock => clock;

    public IReadOnlyList<LoadViewer> Viewers => _viewers;

    /// <summary>Where everything is counted now.</summary>
    public LoadRun Run
    {
        get => _run;
        set => _run = value;
    }

    public CancellationToken Leaving => _leaving.Token;

    public bool IsLeaving => _leaving.IsCancellationRequested;

    /// <summary>Bytes that the kernel keeps for a viewer, by number; null leaves it to the kernel.</summary>
    public Func<int, int?> ReceiveBufferOf { get; set; } = static _ => null;

    /// <summary>Lets viewers in, each into the room that its number says.</summary>
    public async Task JoinAsync(int count, Func<int, string> roomOf, CancellationToken cancellationToken)
    {
        var first = _viewers.Count;
        for (var number = first; number < first + count; number++)
        {
            _viewers.Add(new LoadViewer(this, number, roomOf(number)));
        }

        var parallel = new ParallelOptions { MaxDegreeOfParallelism = JoinAtOnceMax, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(_viewers.Skip(first), parallel, async (viewer, token) => await viewer.JoinAsync(token));
        if (first == 0)
        {
            Keep(PingAsync());
        }
    }

    /// <summary>Lets one more viewer in, who tells how it found the room.</summary>
    public async Task<JsonElement> LookAsync(string roomId, CancellationToken cancellationToken)
    {
        var viewer = new LoadViewer(this, _viewers.Count, roomId);
        var answer = await viewer.JoinAsync(cancellationToken);
        _viewers.Add(viewer);
        return answer;
    }

    public async Task<WireSocket> ConnectAsync(int number, CancellationToken cancellationToken) => await WireSocket.ConnectAsync(
        address, protocol.Path, await bearerOf(number, cancellationToken), ReceiveBufferOf(number), cancellationToken);

    /// <summary>Keeps work that nobody waits for, so that its failure is seen when the crowd goes.</summary>
    public void Keep(Task work)
    {
        _kept.TryAdd(work, true);
        _ = work.ContinueWith(
            done => { if (done.IsCompletedSuccessfully) { _kept.TryRemove(done, out _); } }, TaskScheduler.Default);
    }

    public async ValueTask DisposeAsync()
    {
        await _leaving.CancelAsync();
        foreach (var viewer in _viewers)
        {
            viewer.Drop();
        }

        try
        {
            await Task.WhenAll(_kept.Keys);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // Cut off while it was sending.
        }

        _leaving.Dispose();
    }

    private async Task PingAsync()
    {
        for (var portion = 0; !IsLeaving; portion = (portion + 1) % PingPortions)
        {
            await Task.Delay(PingInterval / PingPortions, clock, Leaving);
            for (var number = portion; number < _viewers.Count; number += PingPortions)
            {
                try
                {
                    await _viewers[number].PingAsync();
                }
                catch (IOException)
                {
                    // Its reading has ended too, and it comes back.
                }
            }
        }
    }
}
