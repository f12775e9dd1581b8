using System.Net.WebSockets;
using System.Text;

namespace SocialCommerce.Api.Tests.Rooms.Hostile;

/// <summary>A web socket to the hub that sends whatever it is given, and sees whether it is still listened to.</summary>
internal sealed class HostileSocket : IDisposable
{
    private const string LastCall = """{"type":1,"invocationId":"last","target":"LeaveRoom","arguments":[{"roomId":"r"}]}""";

    private static readonly byte[] Handshake = [.. """{"protocol":"json","version":1}"""u8, 0x1e];

    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _buffer = new byte[8 * 1024];

    public void Dispose() => _socket.Dispose();

    public async Task OpenAsync(Uri address, string accessToken, byte[]? handshake = null)
    {
        using var limit = new CancellationTokenSource(Hosting.Await.Limit);
        _socket.Options.SetRequestHeader("Authorization", $"Bearer {accessToken}");
        var url = new UriBuilder(new Uri(address, "hubs/live")) { Scheme = Uri.UriSchemeWs }.Uri;
        await _socket.ConnectAsync(url, limit.Token);
        await SendAsync(handshake ?? Handshake, WebSocketMessageType.Text);
    }

    /// <summary>False when the server has hung up.</summary>
    public async Task<bool> SendAsync(byte[] frame, WebSocketMessageType type)
    {
        using var limit = new CancellationTokenSource(Hosting.Await.Limit);
        try
        {
            await _socket.SendAsync(frame, type, endOfMessage: true, limit.Token);
            return true;
        }
        catch (Exception exception) when (exception is WebSocketException or IOException)
        {
            return false;
        }
    }

    /// <summary>
    /// Makes one proper call: true when it is answered, false when the server has closed this socket. Throws when it does
    /// neither within the limit.
    /// </summary>
    public async Task<bool> IsServedAsync() =>
        await SendAsync([.. Encoding.UTF8.GetBytes(LastCall), 0x1e], WebSocketMessageType.Text) && await ReadToAnswerAsync();

    /// <summary>Says goodbye and reads until the server does. Throws when it does not within the limit.</summary>
    public async Task HangUpAsync()
    {
        using var limit = new CancellationTokenSource(Hosting.Await.Limit);
        try
        {
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, limit.Token);
        }
        catch (WebSocketException)
        {
            // It hung up first.
        }

        while (await ReceiveAsync(limit.Token) is not null)
        {
        }
    }

    private async Task<bool> ReadToAnswerAsync()
    {
        // One limit for all: pushes and pings go on coming to a connection whose call hangs.
        using var limit = new CancellationTokenSource(Hosting.Await.Limit);
        var tail = string.Empty;
        while (await ReceiveAsync(limit.Token) is { } text)
        {
            tail = string.Concat(tail, text);
            if (tail.Contains("\"invocationId\":\"last\"", StringComparison.Ordinal))
            {
                return true;
            }

            tail = tail[^Math.Min(tail.Length, 64)..];
        }

        return false;
    }

    private async Task<string?> ReceiveAsync(CancellationToken cancellationToken)
    {
        try
        {
            var result = await _socket.ReceiveAsync(_buffer.AsMemory(), cancellationToken);
            return result.MessageType == WebSocketMessageType.Close ? null : Encoding.Latin1.GetString(_buffer, 0, result.Count);
        }
        catch (WebSocketException)
        {
            return null;
        }
    }
}
