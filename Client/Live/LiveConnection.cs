using Microsoft.AspNetCore.SignalR.Client;
using SocialCommerce.Client.Interactions;
using SocialCommerce.Client.Recommendations;

namespace SocialCommerce.Client.Live;

/// <summary>
/// The live channel. Reconnects for ever, and shows the events of each joined room exactly once and in order, whatever
/// the network does: a hole is closed by Resume before anything after it is shown.
/// </summary>
/// <remarks>Handlers are called one at a time, on no particular thread, and must not block.</remarks>
public sealed class LiveConnection : IAsyncDisposable
{
    private readonly LiveConnectionOptions _options;
    private readonly Reconnecting _reconnecting;
    private readonly HubConnection _hub;
    private readonly RoomTracker _rooms;
    private readonly CancellationTokenSource _stopping = new();
    private readonly ITimer _checks;
    private Task _running = Task.CompletedTask;

    internal LiveConnection(
        Uri address,
        Func<CancellationToken, ValueTask<string?>> accessToken,
        LiveConnectionOptions options,
        TimeProvider clock)
    {
        _options = options;
        _reconnecting = new Reconnecting(options, clock);
        _hub = HubLink.Create(address, accessToken);
        _rooms = new RoomTracker(CallAsync, options, clock)
        {
            OnEvent = e => EventReceived?.Invoke(e),
            OnSnapshot = r => SnapshotReceived?.Invoke(r),
            OnStale = (roomId, isStale) => StaleChanged?.Invoke(roomId, isStale),
        };
        _checks = clock.CreateTimer(_ => _ = CheckAsync(), null, options.StaleAfter / 4, options.StaleAfter / 4);
        _hub.On<EventsMessage>("Events", _rooms.Receive);
        _hub.On<Pulse>("Pulse", Receive);
        _hub.On<Suggestions>("SuggestionsChanged", suggestions => SuggestionsChanged?.Invoke(suggestions));
        _hub.On<FriendsHere>("FriendsHere", friends => FriendsReceived?.Invoke(friends));
        _hub.On<Notice>("Notice", notice => NoticeReceived?.Invoke(notice));
        _hub.Closed += OnClosedAsync;
    }

    /// <summary>An event of a joined room: each once, in order.</summary>
    public event Action<LiveEvent>? EventReceived;

    /// <summary>A room had to be taken anew; what is shown of it is replaced by this.</summary>
    public event Action<JoinedRoom>? SnapshotReceived;

    public event Action<Pulse>? PulseReceived;

    public event Action<Suggestions>? SuggestionsChanged;

    public event Action<FriendsHere>? FriendsReceived;

    public event Action<Notice>? NoticeReceived;

    /// <summary>Nothing was heard of a room for <see cref="LiveConnectionOptions.StaleAfter"/> (true), or it is heard again.</summary>
    public event Action<string, bool>? StaleChanged;

    /// <summary>The connection was lost; it is being made again.</summary>
    public event Action<Exception?>? Disconnected;

    /// <summary>The connection is there again, and every joined room is complete.</summary>
    public event Action? Reconnected;

    public bool IsConnected => _hub.State == HubConnectionState.Connected;

    public LiveCounters Counters => _rooms.Count(_reconnecting.Count);

    /// <summary>Connects; throws when the first attempt fails. From then on it stays connected until disposed.</summary>
    public Task StartAsync(CancellationToken cancellationToken = default) => _hub.StartAsync(cancellationToken);

    public Task<JoinedRoom> JoinRoomAsync(string roomId, CancellationToken cancellationToken = default) =>
        _rooms.JoinAsync(roomId, cancellationToken);

    public Task LeaveRoomAsync(string roomId, CancellationToken cancellationToken = default) =>
        _rooms.LeaveAsync(roomId, cancellationToken);

    /// <param name="clientId">Names the comment; sending the same again gives the first answer again.</param>
    public async Task<SentComment> SendCommentAsync(
        string roomId, string text, string? clientId = null, CancellationToken cancellationToken = default)
    {
        var request = new { roomId, text, clientId = clientId ?? Guid.NewGuid().ToString("N") };
        var answer = await CallAsync("SendComment", request, cancellationToken);
        return new SentComment(answer.Id!, answer.Seq);
    }

    /// <param name="batchId">Names the batch; sending the same again does not count again.</param>
    public Task SendReactionsAsync(
        string roomId, string kind, int count, string? batchId = null, CancellationToken cancellationToken = default) =>
        CallAsync(
            "SendReactions",
            new { roomId, kind, count, batchId = batchId ?? Guid.NewGuid().ToString("N") },
            cancellationToken);

    /// <summary>Records interactions; when it answers, what was recorded is durable.</summary>
    public async Task<IReadOnlyList<InteractionResult>> TrackAsync(
        IReadOnlyList<Interaction> items, CancellationToken cancellationToken = default) =>
        (await CallAsync("Track", new InteractionBatch(items), cancellationToken)).Results ?? [];

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _checks.DisposeAsync();
        await _hub.DisposeAsync();
        await _running;
        _stopping.Dispose();
    }

    private async Task<HubAnswer> CallAsync(string method, object request, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stopping.Token);
        limit.CancelAfter(_options.CallTimeout);
        var answer = await _hub.InvokeAsync<HubAnswer>(method, request, limit.Token);
        return answer.Ok
            ? answer
            : throw new LiveRefusedException(
                answer.Code ?? "unknown",
                answer.Message ?? string.Empty,
                answer.RetryAfterMs is { } wait ? TimeSpan.FromMilliseconds(wait) : null);
    }

    private void Receive(Pulse pulse)
    {
        _rooms.Receive(pulse);
        PulseReceived?.Invoke(pulse);
    }

    // A connection over which a silent room cannot even be asked for is dead, whatever its state says.
    private async Task CheckAsync()
    {
        if (IsConnected && (await Task.WhenAll(_rooms.Check())).Contains(false) && !_stopping.IsCancellationRequested)
        {
            await _hub.StopAsync();
        }
    }

    private Task OnClosedAsync(Exception? reason)
    {
        if (!_stopping.IsCancellationRequested)
        {
            Disconnected?.Invoke(reason);
            _running = ReconnectAsync();
        }

        return Task.CompletedTask;
    }

    private async Task ReconnectAsync()
    {
        try
        {
            await _reconnecting.RunAsync(ConnectAgainAsync, _stopping.Token);
            Reconnected?.Invoke();
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // Disposed while it was trying.
        }
    }

    private async Task ConnectAgainAsync(CancellationToken cancellationToken)
    {
        if (_hub.State == HubConnectionState.Disconnected)
        {
            await _hub.StartAsync(cancellationToken);
        }

        await _rooms.ResumeAllAsync(cancellationToken);
    }
}
