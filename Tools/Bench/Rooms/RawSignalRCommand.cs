using System.CommandLine;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SocialCommerce.Tools.Serve;

namespace SocialCommerce.Tools.Bench.Rooms;

/// <summary>
/// The verb <c>raw-signalr</c>: what runs beside the room in its bench. A hub as its documentation writes it: groups,
/// SendAsync, nothing kept, nobody asked who they are.
/// </summary>
internal static class RawSignalRCommand
{
    public static Command Build()
    {
        var command = new Command("raw-signalr", "A plain SignalR broadcast, for ./run bench rooms.") { Hidden = true };
        command.SetAction((arguments, cancellationToken) => ExecuteAsync(arguments.InvocationConfiguration.Output, cancellationToken));
        return command;
    }

    private static async Task<int> ExecuteAsync(TextWriter output, CancellationToken cancellationToken)
    {
        using var meters = MeterReport.Start(Console.In, output);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<RawRooms>();
        builder.Services.AddSignalR().AddJsonProtocol(json =>
            json.PayloadSerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.CamelCase);
        await using var app = builder.Build();
        app.MapHub<RawHub>(RawHub.Path, connection => connection.Transports = HttpTransportType.WebSockets);
        await app.StartAsync(cancellationToken);
        await output.WriteLineAsync($"raw-signalr is ready at {app.Urls.First()}");
        await app.WaitForShutdownAsync(cancellationToken);
        return ExitCodes.Done;
    }
}

/// <summary>The hub: the same methods and the same frames as the live channel's.</summary>
internal sealed class RawHub(RawRooms rooms) : Hub
{
    public const string Path = "/raw";

    public async Task<object> JoinRoom(RawJoin request)
    {
        await Groups.AddToGroupAsync(Context.ConnectionId, request.RoomId);
        return new { ok = true, epoch = RawRooms.Epoch, seq = rooms.Last(request.RoomId) };
    }

    public async Task<object> SendComment(RawComment request)
    {
        var (id, body) = rooms.Next(request);
        await Clients.Group(request.RoomId).SendAsync("Events", body);
        return new { ok = true, id, seq = body.Events[0].Seq };
    }
}

internal sealed record RawJoin(string RoomId);

internal sealed record RawComment(string RoomId, string Text, string ClientId);

internal sealed record RawEvents(string RoomId, string Epoch, IReadOnlyList<RawEvent> Events);

internal sealed record RawEvent(long Seq, string Type, DateTimeOffset At, object Data);
