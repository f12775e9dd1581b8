using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SocialCommerce.Tools.Simulate.Sale;

/// <summary>One connection; one request at a time.</summary>
internal sealed class HttpWireConnection : IDisposable
{
    private const int StatusAt = 9;
    private const int AnswerBytesMax = 1 << 20;

    private readonly Socket _socket;
    private byte[] _buffer = new byte[8 * 1024];
    private int _length;

    private HttpWireConnection(Socket socket) => _socket = socket;

    public static async Task<HttpWireConnection> OpenAsync(IPEndPoint server, CancellationToken cancellationToken)
    {
        var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(server, cancellationToken);
            return new HttpWireConnection(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public async Task<HttpWireAnswer> AskAsync(ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        for (var rest = request; !rest.IsEmpty;)
        {
            rest = rest[await _socket.SendAsync(rest, cancellationToken)..];
        }

        _length = 0;
        var head = -1;
        while ((head = _buffer.AsSpan(0, _length).IndexOf("\r\n\r\n"u8)) < 0)
        {
            await FillAsync(cancellationToken);
        }

        var (status, bytes) = ReadHead(_buffer.AsSpan(0, head));
        head += 4;
        while (bytes is { } wanted ? _length < head + wanted : !IsWhole(_buffer.AsSpan(head, _length - head)))
        {
            await FillAsync(cancellationToken);
        }

        var body = _buffer.AsSpan(head, _length - head);
        return new HttpWireAnswer(status, bytes is null ? Join(body) : body.ToArray());
    }

    public void Dispose() => _socket.Dispose();

    private async Task FillAsync(CancellationToken cancellationToken)
    {
        if (_length == _buffer.Length)
        {
            Array.Resize(ref _buffer, _length < AnswerBytesMax ? 2 * _length : throw new IOException("The answer is too long."));
        }

        var read = await _socket.ReceiveAsync(_buffer.AsMemory(_length), cancellationToken);
        _length += read > 0 ? read : throw new IOException("The connection was closed.");
    }

    // The length is null when the answer comes in chunks.
    private static (int Status, int? Bytes) ReadHead(ReadOnlySpan<byte> head)
    {
        _ = Utf8Parser.TryParse(head[StatusAt..], out int status, out _);
        var text = Encoding.ASCII.GetString(head);
        if (text.Contains("Transfer-Encoding: chunked", StringComparison.OrdinalIgnoreCase))
        {
            return (status, null);
        }

        const string Length = "Content-Length: ";
        var place = text.IndexOf(Length, StringComparison.OrdinalIgnoreCase);
        return Utf8Parser.TryParse(place < 0 ? "0"u8 : head[(place + Length.Length)..], out int bytes, out _)
            ? (status, bytes)
            : throw new IOException("The answer has no length.");
    }

    // JSON has no line ends of this kind inside.
    private static bool IsWhole(ReadOnlySpan<byte> chunks) => chunks.EndsWith("\r\n0\r\n\r\n"u8) || chunks.SequenceEqual("0\r\n\r\n"u8);

    private static byte[] Join(ReadOnlySpan<byte> chunks)
    {
        var body = new MemoryStream();
        while (Utf8Parser.TryParse(chunks, out int size, out var digits, 'x') && size > 0)
        {
            body.Write(chunks.Slice(digits + 2, size));
            chunks = chunks[(digits + 2 + size + 2)..];
        }

        return body.ToArray();
    }
}
