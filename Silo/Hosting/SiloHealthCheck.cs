using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Orleans;
using SocialCommerce.Grains.Interfaces.Common;
using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Silo.Hosting;

/// <summary>Ready: this silo has joined, and a grain answers that needs the store.</summary>
internal sealed class SiloHealthCheck(IGrainFactory grains) : IHealthCheck
{
    public const string ReadyTag = "ready";

    private static readonly PageRequest OneRoom = new(Limit: 1, Cursor: null);

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await grains.GetGrain<ILobbyGrain>(ILobbyGrain.All).ListAsync(OneRoom, cancellationToken);
        return HealthCheckResult.Healthy();
    }
}

internal static class SiloHealthEndpoints
{
    /// <summary>The web server starts after the silo, so that an answer at all means that it has joined.</summary>
    public static void MapSiloHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        routes.MapHealthChecks(
            "/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(SiloHealthCheck.ReadyTag) });
    }
}
