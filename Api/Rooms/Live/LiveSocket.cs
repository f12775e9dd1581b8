using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.SignalR;
using SocialCommerce.Api.Auth;

namespace SocialCommerce.Api.Rooms.Live;

/// <summary>One connection to the hub: who it is, what waits for it, where it looks.</summary>
internal sealed partial class LiveSocket : IRoomViewer
{
    private readonly HubConnectionContext _connection;
    private readonly SlidingWindow _calls;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;

    public LiveSocket(HubConnectionContext connection, LiveOptions options, TimeProvider clock, ILogger logger)
    {
        _connection = connection;
        _clock = clock;
        _logger = logger;
        _calls = new SlidingWindow(options.CallsPerMinute, TimeSpan.FromMinutes(1));
        RoomsMax = options.RoomsPerConnectionMax;
        Caller = Caller.Of(connection.User);
        Address = connection.GetHttpContext()?.Connection.RemoteIpAddress;
        Outbox = new Outbox(
            options.QueuedFramesMax, options.QueuedBytesMax, frame => connection.WriteAsync(frame.Message).AsTask(), Cut, clock);
    }

    public string Id => _connection.ConnectionId;

    public Caller Caller { get; }

    public string UserId => Caller.UserId;

    public IPAddress? Address { get; }

    public int RoomsMax { get; }

    public Outbox Outbox { get; }

    /// <summary>The rooms this socket has joined.</summary>
    public ConcurrentDictionary<string, RoomRelay> Rooms { get; } = new(concurrencyLevel: 1, capacity: 1);

    /// <summary>Calls of one socket come one at a time, so its window needs no lock.</summary>
    public bool TryCall(out TimeSpan wait) => _calls.TryTake(_clock.GetUtcNow(), out wait);

    /// <summary>Ends the connection. The client comes back and resumes; nothing is lost, only late.</summary>
    public void Cut(string reason)
    {
        LogCut(Id, Caller.UserId, reason);
        _connection.Abort();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Socket {SocketId} of {UserId} is cut: {Reason}")]
    private partial void LogCut(string socketId, string userId, string reason);
}
