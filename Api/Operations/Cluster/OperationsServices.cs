using Microsoft.AspNetCore.Http.Connections;

namespace SocialCommerce.Api.Operations.Cluster;

/// <summary>Registers and maps what operators watch the cluster by.</summary>
internal static class OperationsServices
{
    private const int MessageBytesMax = 1024;

    private const int SendBufferBytesMax = 256 * 1024;

    public static IServiceCollection AddClusterWatch(this IServiceCollection services)
    {
        services.AddSingleton<FrameComposer>();
        services.AddSingleton<OperationsRelay>();
        services.AddHostedService(static provider => provider.GetRequiredService<OperationsRelay>());
        services.AddHostedService<ApiReporter>();
        services.AddSingleton<TraceLinks>();
        return services;
    }

    public static void MapClusterWatch(this IEndpointRouteBuilder routes) =>
        routes.MapHub<OperationsHub>(OperationsHub.Path, connection =>
        {
            connection.Transports = HttpTransportType.WebSockets;
            connection.CloseOnAuthenticationExpiration = true;
            connection.ApplicationMaxBufferSize = MessageBytesMax;
            connection.TransportMaxBufferSize = SendBufferBytesMax;
            connection.AllowStatefulReconnects = false;
        }).DisableRateLimiting();
}
