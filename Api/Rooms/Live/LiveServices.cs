using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using SocialCommerce.Api.Rooms.Moderation;
using SocialCommerce.Api.Rooms.Questions;

namespace SocialCommerce.Api.Rooms.Live;

/// <summary>Registers and maps the live channel.</summary>
internal static class LiveServices
{
    private const int MessageBytesMax = 4 * 1024;

    private const int SendBufferBytesMax = 64 * 1024;

    public static IServiceCollection AddLive(this IServiceCollection services)
    {
        services.AddOptions<LiveOptions>()
            .BindConfiguration(LiveOptions.SectionName)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<ProcessId>();
        services.AddSingleton<LiveSockets>();
        services.AddSingleton<HotTouches>();
        services.AddSingleton<RoomRelays>();
        services.AddSingleton<UserRelays>();
        services.AddSingleton<RoomSnapshots>();
        services.AddSingleton<RoomDoor>();
        services.AddSingleton<CommentThrottle>();
        services.AddSingleton<QuestionThrottle>();
        services.AddSingleton<QuestionDesk>();
        services.AddModeration();
        services.AddSingleton<LiveHubFilter>();
        services.AddSingleton<HubLifetimeManager<LiveHub>, LiveHubLifetimeManager>();
        services.AddHostedService<LiveMaintenance>();
        services.AddSignalR(ConfigureHub)
            .AddJsonProtocol(json => ApiJson.Configure(json.PayloadSerializerOptions))
            .AddHubOptions<LiveHub>(hub => hub.AddFilter<LiveHubFilter>());
        return services;
    }

    // Web sockets only: one request per connection, one order of frames, and no session state in an address.
    public static void MapLive(this IEndpointRouteBuilder routes) =>
        routes.MapHub<LiveHub>(LiveHub.Path, connection =>
        {
            connection.Transports = HttpTransportType.WebSockets;
            connection.CloseOnAuthenticationExpiration = true;
            connection.ApplicationMaxBufferSize = MessageBytesMax;
            connection.TransportMaxBufferSize = SendBufferBytesMax;
            connection.AllowStatefulReconnects = false;
        }).DisableRateLimiting();

    private static void ConfigureHub(HubOptions hub)
    {
        hub.EnableDetailedErrors = false;
        hub.MaximumReceiveMessageSize = MessageBytesMax;
        hub.MaximumParallelInvocationsPerClient = 1;
        hub.HandshakeTimeout = TimeSpan.FromSeconds(5);
        hub.KeepAliveInterval = TimeSpan.FromSeconds(15);
        hub.ClientTimeoutInterval = TimeSpan.FromSeconds(40);
    }
}
