using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;

namespace SocialCommerce.Api.Rooms.Live;

/// <summary>Keeps hold of the connections themselves, which is what lets one serialised frame go to all of them.</summary>
internal sealed class LiveHubLifetimeManager(
    ILogger<DefaultHubLifetimeManager<LiveHub>> baseLogger,
    ILogger<LiveSocket> socketLogger,
    LiveSockets sockets,
    IOptions<LiveOptions> options,
    TimeProvider clock)
    : DefaultHubLifetimeManager<LiveHub>(baseLogger)
{
    public override async Task OnConnectedAsync(HubConnectionContext connection)
    {
        await base.OnConnectedAsync(connection);
        if (!sockets.TryAdd(new LiveSocket(connection, options.Value, clock, socketLogger)))
        {
            // Told why, then cut by the hub, which finds no socket of this id.
            await connection.WriteAsync(Frames.Notice("too-many-connections", "You have too many connections.").Message);
        }
    }
}
