using Orleans.Configuration;
using Orleans.Dashboard;
using Orleans.Runtime;
using Orleans.Serialization;
using SocialCommerce.Grains.Interfaces.Users;
using SocialCommerce.Silo.Engine;
using SocialCommerce.Silo.Telemetry;

namespace SocialCommerce.Api.Hosting;

/// <summary>An Api process outside of the silos: finds them in PostgreSQL and calls grains through their gateways.</summary>
public static class ClusterClient
{
    public static bool IsSupported => true;

    private const string Invariant = "Npgsql";

    /// <exception cref="OrleansConfigurationException">The settings name no cluster.</exception>
    public static WebApplicationBuilder UseClusterClient(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var cluster = builder.Configuration.GetSection(ClusterHostingOptions.SectionName).Get<ClusterHostingOptions>();
        if (cluster?.ConnectionString is not { } connectionString)
        {
            throw new OrleansConfigurationException("Cluster:ConnectionString is not set: where is the cluster's PostgreSQL?");
        }

        TelemetryExport.Add(builder, "social-commerce-api");
        builder.UseOrleansClient(client => (TelemetryExport.IsTraced(builder) ? client.AddActivityPropagation() : client)
            .Configure<ClusterOptions>(options =>
            {
                options.ClusterId = cluster.ClusterId;
                options.ServiceId = cluster.ServiceId;
            })
            .Configure<ExceptionSerializationOptions>(static options =>
                options.SupportedNamespacePrefixes.UnionWith(ClusterHostingOptions.ExceptionNamespaces))
            .Configure<ClientMessagingOptions>(options => options.ResponseTimeout = cluster.ResponseTimeout)
            .Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = cluster.RefreshPeriod)
            .UseAdoNetClustering(options =>
            {
                options.Invariant = Invariant;
                options.ConnectionString = connectionString;
            })
            .UseConnectionRetryFilter<ConnectionRetry>()
            .AddOutgoingGrainCallFilter<IdempotentCallRetry>()
            .AddDashboard());
        return builder;
    }

    /// <summary>Orleans' own dashboard, for operators.</summary>
    public static void MapSiloDashboard(this WebApplication app)
    {
        app.MapSiloDashboardAccess();
        app.MapOrleansDashboard(SiloDashboardAccess.Path)
            .RequireAuthorization(Roles.Operator).DisableRateLimiting().ExcludeFromDescription();
    }
}
