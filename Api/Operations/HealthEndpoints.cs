using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Api.Operations;

/// <summary>Alive: the process answers. Ready: the silo answers a grain call.</summary>
internal static class HealthEndpoints
{
    private const string ReadyTag = "ready";

    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck<SiloHealthCheck>("silo", tags: [ReadyTag], timeout: TimeSpan.FromSeconds(5));
        return services;
    }

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false })
            .AllowAnonymous().DisableRateLimiting();
        routes.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(ReadyTag) })
            .AllowAnonymous().DisableRateLimiting();
    }
}

/// <summary>Asks a grain something cheap.</summary>
internal sealed class SiloHealthCheck(IGrainFactory grains) : IHealthCheck
{
    private static readonly PageRequest OneRoom = new(Limit: 1, Cursor: null);

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await grains.GetGrain<ILobbyGrain>(ILobbyGrain.All).ListAsync(OneRoom, cancellationToken);
        return HealthCheckResult.Healthy();
    }
}
