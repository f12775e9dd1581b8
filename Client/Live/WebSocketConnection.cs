using System.IO.Pipelines;
using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;

namespace SocialCommerce.Client.Live;

/// <summary>A web socket as the duplex pipe that SignalR reads and writes.</summary>
internal sealed class WebSocketConnection : ConnectionContext
{
    private const int ReadBytes = 4 * 1024;

    private static readonly TimeSpan CloseMax = TimeSpan.FromSeconds(2);

    private readonly WebSocket _socket;
    private readonly Pipe _incoming = new();
    private readonly Pipe _outgoing = new();
    private readonly CancellationTokenSource _closed = new();
    private readonly Task _pumping;

    public WebSocketConnection(WebSocket socket, EndPoint endpoint)
    {
        _socket = socket;
        RemoteEndPoint = endpoint;
        ConnectionId = Guid.NewGuid().ToString("N");
        ConnectionClosed = _closed.Token;
        Transport = new DuplexPipe(_incoming.Reader, _outgoing.Writer);
        _pumping = Task.WhenAll(ReceiveAsync(), SendAsync());
    }

    public override string ConnectionId { get; set; }

    public override IFeatureCollection Features { get; } = new FeatureCollection();

    public override IDictionary<object, object?> Items { get; set; } = new Dictionary<object, object?>();

    public override IDuplexPipe Transport { get; set; }

    public override void Abort(ConnectionAbortedException abortReason) => _socket.Abort();

    public override async ValueTask DisposeAsync()
    {
        // SignalR has completed its ends; what it wrote last still goes out.
        await _outgoing.Writer.CompleteAsync();
        await _incoming.Reader.CompleteAsync();
        if (await Task.WhenAny(_pumping, Task.Delay(CloseMax)) != _pumping)
        {
            _socket.Abort();
        }

        await _pumping;
        _socket.Dispose();
        _closed.Dispose();
        await base.DisposeAsync();
    }

    private async Task ReceiveAsync()
    {
        Exception? fault = null;
        try
        {
            while (true)
            {
                var result = await _socket.ReceiveAsync(_incoming.Writer.GetMemory(ReadBytes), CancellationToken.None);
                if (result.MessageType == WebSocketMessageType.Close)
                {
                    break;
                }

                _incoming.Writer.Advance(result.Count);
                if (result.EndOfMessage && (await _incoming.Writer.FlushAsync()).IsCompleted)
                {
                    break;
                }
            }
        }
        catch (Exception exception) when (exception is WebSocketException or ObjectDisposedException or OperationCanceledException)
        {
            // Handed to the reader: SignalR reports why the connection ended.
            fault = exception;
        }

        await _incoming.Writer.CompleteAsync(fault);
        await _closed.CancelAsync();
    }

    private async Task SendAsync()
    {
        try
        {
            while (true)
            {
                var read = await _outgoing.Reader.ReadAsync();
                if (!read.Buffer.IsEmpty)
                {
                    await SendAsync(read.Buffer);
                }

                _outgoing.Reader.AdvanceTo(read.Buffer.End);
                if (read.IsCompleted)
                {
                    break;
                }
            }

            if (_socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
            }
        }
        catch (Exception exception) when (exception is WebSocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The receiving side ends too, and tells.
            _socket.Abort();
        }

        await _outgoing.Reader.CompleteAsync();
    }

    private async ValueTask SendAsync(System.Buffers.ReadOnlySequence<byte> message)
    {
        var position = message.Start;
        while (message.TryGet(ref position, out var part))
        {
            var isLast = position.Equals(message.End) || position.GetObject() is null;
            await _socket.SendAsync(part, WebSocketMessageType.Text, isLast, CancellationToken.None);
        }
    }

    private sealed record DuplexPipe(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
