using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Connections;

namespace SocialCommerce.Client.Live;

/// <summary>
/// Opens the web socket under a SignalR connection, without negotiation: one request, which carries the access token in
/// its header.
/// </summary>
internal sealed class WebSocketConnectionFactory(Func<CancellationToken, ValueTask<string?>> accessToken) : IConnectionFactory
{
    public async ValueTask<ConnectionContext> ConnectAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        var socket = new ClientWebSocket();
        try
        {
            if (await accessToken(cancellationToken) is { } token)
            {
                socket.Options.SetRequestHeader("Authorization", $"Bearer {token}");
            }

            await socket.ConnectAsync(((UriEndPoint)endpoint).Uri, cancellationToken);
            return new WebSocketConnection(socket, endpoint);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
