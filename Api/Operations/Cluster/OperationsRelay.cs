using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using SocialCommerce.Api.Auth;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Api.Operations.Cluster;

/// <summary>
/// Sends every operator's socket of this process the same frame once a second. While there is none, nothing is asked of
/// anybody and the silos stop telling.
/// </summary>
internal sealed partial class OperationsRelay(
    IHubContext<OperationsHub> hub, FrameComposer composer, SessionGate gate, TimeProvider clock, ILogger<OperationsRelay> logger)
    : BackgroundService
{
    public const int WatchersMax = 50;

    private const string Push = "ClusterFrame";

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, Watcher> _watchers = new();

    public int Watchers => _watchers.Count;

    public bool TryAdd(string connectionId, Caller caller, Action abort) => _watchers.Count < WatchersMax
        && (_watchers.TryAdd(connectionId, new Watcher(caller, abort)) || _watchers.ContainsKey(connectionId));

    public void Remove(string connectionId) => _watchers.TryRemove(connectionId, out _);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                if (!_watchers.IsEmpty)
                {
                    await GuardAsync(stoppingToken);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task GuardAsync(CancellationToken stoppingToken)
    {
        try
        {
            await CutEndedAsync();
            var frame = await composer.ComposeAsync(stoppingToken);
            foreach (var (connectionId, watcher) in _watchers)
            {
                Send(connectionId, watcher, frame);
            }
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            // Whoever watches sees that no frame comes.
            LogNoFrame(exception);
        }
    }

    // A socket that has not taken the last frame is not given another: the next one has all that this one has.
    private void Send(string connectionId, Watcher watcher, ClusterFrame frame)
    {
        if (watcher.Sending.IsCompleted)
        {
            watcher.Sending = hub.Clients.Client(connectionId).SendAsync(Push, frame);
        }
    }

    private async Task CutEndedAsync()
    {
        foreach (var (connectionId, watcher) in _watchers)
        {
            var mayWatch = await gate.IsActiveAsync(watcher.Caller.SessionId)
                && (await gate.GetRolesAsync(watcher.Caller.UserName)).Contains(Roles.Operator);
            if (!mayWatch)
            {
                Remove(connectionId);
                watcher.Abort();
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "No frame for those who watch the cluster")]
    private partial void LogNoFrame(Exception exception);

    private sealed class Watcher(Caller caller, Action abort)
    {
        public Caller Caller => caller;

        public Action Abort => abort;

        public Task Sending { get; set; } = Task.CompletedTask;
    }
}
