using Orleans.Runtime;

namespace SocialCommerce.Api.Hosting;

/// <summary>LocalOrleans has no network: the Api runs where the grains are.</summary>
public static class ClusterClient
{
    public static bool IsSupported => false;

    public static WebApplicationBuilder UseClusterClient(this WebApplicationBuilder builder) =>
        throw new OrleansConfigurationException(
            "An Api process of its own needs the Orleans engine (-p:Engine=Orleans); ./run starts everything in one.");

    public static void MapSiloDashboard(this WebApplication app)
    {
        // Only Orleans has one.
    }
}
