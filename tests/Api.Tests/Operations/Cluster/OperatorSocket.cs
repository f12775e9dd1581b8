using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using SocialCommerce.Api.Operations.Cluster;
using SocialCommerce.Api.Tests.Hosting;

namespace SocialCommerce.Api.Tests.Operations.Cluster;

/// <summary>Watches the cluster as an operator's page does, and keeps nothing but the newest frames.</summary>
internal sealed class OperatorSocket : IDisposable
{
    private const char End = '\u001e';

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _buffer = new byte[64 * 1024];
    private string _unread = string.Empty;

    public void Dispose() => _socket.Dispose();

    public static async Task<OperatorSocket> OpenAsync(Uri address, string? accessToken, string query = "")
    {
        using var limit = new CancellationTokenSource(Await.Limit);
        var watcher = new OperatorSocket();
        if (accessToken is not null)
        {
            watcher._socket.Options.SetRequestHeader("Authorization", $"Bearer {accessToken}");
        }

        watcher._socket.Options.CollectHttpResponseDetails = true;
        var url = new UriBuilder(new Uri(address, "hubs/operations")) { Scheme = Uri.UriSchemeWs, Query = query }.Uri;
        await watcher._socket.ConnectAsync(url, limit.Token);
        await watcher.SendAsync("""{"protocol":"json","version":1}""");
        await watcher.SendAsync("""{"type":1,"invocationId":"s","target":"Subscribe","arguments":[{}]}""");
        return watcher;
    }

    /// <summary>The first frame from now on that fits, within the limit.</summary>
    public async Task<ClusterFrame> FrameAsync(Func<ClusterFrame, bool> fits)
    {
        using var limit = new CancellationTokenSource(Await.Limit);
        while (true)
        {
            using var message = JsonDocument.Parse(await ReadAsync(limit.Token));
            if (message.RootElement.TryGetProperty("target", out var target) && target.GetString() == "ClusterFrame")
            {
                var frame = message.RootElement.GetProperty("arguments")[0].Deserialize<ClusterFrame>(Json)!;
                if (fits(frame))
                {
                    return frame;
                }
            }
        }
    }

    /// <summary>Returns when the server has hung up.</summary>
    public async Task EndAsync()
    {
        using var limit = new CancellationTokenSource(Await.Limit);
        try
        {
            while (true)
            {
                await ReadAsync(limit.Token);
            }
        }
        catch (WebSocketException)
        {
            // It has.
        }
    }

    private Task SendAsync(string message) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(message + End), WebSocketMessageType.Text, endOfMessage: true, default);

    private async Task<string> ReadAsync(CancellationToken cancellationToken)
    {
        int end;
        while ((end = _unread.IndexOf(End, StringComparison.Ordinal)) < 0)
        {
            var result = await _socket.ReceiveAsync(_buffer.AsMemory(), cancellationToken);
            if (result.MessageType == WebSocketMessageType.Close)
            {
                throw new WebSocketException(WebSocketError.ConnectionClosedPrematurely);
            }

            // What is compared is ASCII; titles may be cut in the middle of a character.
            _unread += Encoding.Latin1.GetString(_buffer, 0, result.Count);
        }

        var message = _unread[..end];
        _unread = _unread[(end + 1)..];
        return message;
    }
}
