using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SocialCommerce.Tools.Simulate.Wire;

/// <summary>
/// A web socket without anything that a measuring client does not need, so that one process holds ten thousand: a TCP
/// socket, one buffer, one loop that reads.
/// </summary>
internal sealed class WireSocket : IDisposable
{
    private const int BufferBytes = 2 * 1024;
    private const int HeadMax = 4 * 1024;
    private const int HeadEnd = 4;
    private const int IpProtoTcp = 6;
    private const int TcpMaxSegment = 2;
    private const int SegmentBytes = 1_400;

    private readonly Socket _socket;
    private readonly SemaphoreSlim _sending = new(1);

    private readonly byte[] _early;

    private WireSocket(Socket socket, byte[] early)
    {
        _socket = socket;
        _early = early;
    }

    /// <summary>Completes when the connection is over, whoever ended it.</summary>
    public Task Reading { get; private set; } = Task.CompletedTask;

    /// <summary>Waited for before every read; null reads on. A client that stalls never completes it.</summary>
    public Func<Task>? BeforeRead { get; set; }

    /// <summary>Connects and upgrades.</summary>
    /// <param name="bearer">Access token for the header Authorization; null for none.</param>
    /// <param name="receiveBuffer">Bytes that the kernel keeps for us; null leaves it to the kernel. A client with a bound also has the segments of a network.</param>
    /// <exception cref="IOException">The server refuses the upgrade, or goes away.</exception>
    public static async Task<WireSocket> ConnectAsync(
        Uri address, string path, string? bearer, int? receiveBuffer, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            if (receiveBuffer is { } bytes)
            {
                LimitBuffers(socket, bytes);
            }

            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, address.Port), cancellationToken);
            await socket.SendAsync(Request(address, path, bearer), cancellationToken);
            return new WireSocket(socket, await ReadAnswerAsync(socket, cancellationToken));
        }
        catch (SocketException exception)
        {
            socket.Dispose();
            throw new IOException(exception.Message, exception);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Begins to read. Messages are told one at a time; what throws there ends the connection.</summary>
    public void Start(MessageAssembler.Receive receive) => Reading = ReadAsync(receive);

    /// <summary>Sends one text message.</summary>
    /// <exception cref="IOException">The connection is over.</exception>
    public async ValueTask SendAsync(ReadOnlyMemory<byte> text, CancellationToken cancellationToken = default)
    {
        var frame = WebSocketFrames.Text(text.Span);
        await _sending.WaitAsync(cancellationToken);
        try
        {
            for (var sent = 0; sent < frame.Length;)
            {
                sent += await _socket.SendAsync(frame.AsMemory(sent), cancellationToken);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            throw new IOException(exception.Message, exception);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>Ends the connection without a word, as a lost network does: nothing more goes out or comes in.</summary>
    public void Drop()
    {
        try
        {
            _socket.LingerState = new LingerOption(enable: true, seconds: 0);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // It is over already.
        }

        _socket.Dispose();
    }

    public void Dispose() => Drop();

    private async Task ReadAsync(MessageAssembler.Receive receive)
    {
        var messages = new MessageAssembler(Math.Max(BufferBytes, _early.Length));
        try
        {
            _early.CopyTo(messages.Free);
            var count = _early.Length;
            do
            {
                if (!messages.Take(count, receive))
                {
                    return;
                }

                if (BeforeRead is { } wait)
                {
                    await wait();
                }
            }
            while ((count = await _socket.ReceiveAsync(messages.Free)) > 0);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // Over: whoever waits for Reading sees to the rest.
        }
        finally
        {
            Drop();
        }
    }

    // On loopback a segment has 64 KB, and the server's kernel keeps 2.6 MB for whoever stops reading; with segments as long as
    // on a network it keeps what it does there, some 50 KB.
    private static void LimitBuffers(Socket socket, int receiveBytes)
    {
        socket.ReceiveBufferSize = receiveBytes;
        if (OperatingSystem.IsLinux())
        {
            socket.SetRawSocketOption(IpProtoTcp, TcpMaxSegment, BitConverter.GetBytes(SegmentBytes));
        }
    }

    private static byte[] Request(Uri address, string path, string? bearer)
    {
        var authorization = bearer is null ? "" : $"Authorization: Bearer {bearer}\r\n";
        return Encoding.ASCII.GetBytes(
            $"GET {path} HTTP/1.1\r\nHost: {address.Authority}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            + $"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n{authorization}\r\n");
    }

    /// <summary>Reads the answer to the upgrade; what came behind it belongs to the messages.</summary>
    private static async Task<byte[]> ReadAnswerAsync(Socket socket, CancellationToken cancellationToken)
    {
        var head = new byte[HeadMax];
        var length = 0;
        int end;
        while ((end = head.AsSpan(0, length).IndexOf("\r\n\r\n"u8)) < 0)
        {
            var count = length < head.Length ? await socket.ReceiveAsync(head.AsMemory(length), cancellationToken) : 0;
            if (count == 0)
            {
                throw new IOException("The server closed before it had upgraded the connection.");
            }

            length += count;
        }

        return head.AsSpan().StartsWith("HTTP/1.1 101"u8)
            ? head[(end + HeadEnd)..length]
            : throw new IOException($"The server answered {Encoding.ASCII.GetString(head, 0, head.AsSpan().IndexOf((byte)'\r'))}.");
    }
}
