using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime.Hosting;
using Orleans.Storage;
using SocialCommerce.Grains;
using SocialCommerce.Grains.Common;
using SocialCommerce.Grains.Interactions;
using SocialCommerce.Grains.Interfaces.Interactions;
using SocialCommerce.Grains.Operations.Cluster;
using SocialCommerce.Grains.Operations.Webhooks;
using SocialCommerce.Grains.Orders;
using SocialCommerce.Grains.Products.Reviews;
using SocialCommerce.Grains.Recommendations;
using SocialCommerce.Grains.Rooms;
using SocialCommerce.Grains.Rooms.Replay;
using SocialCommerce.Silo.Engine;
using SocialCommerce.Silo.Operations;
using SocialCommerce.Silo.Operations.Webhooks;
using SocialCommerce.Silo.Orders.Payments;
using SocialCommerce.Silo.Storage;
using SocialCommerce.Silo.Telemetry;
using SocialCommerce.Silo.Training;

namespace SocialCommerce.Silo.Hosting;

public static class SiloHostingExtensions
{
    /// <summary>Requests that may wait for one grain; beyond it callers are told that the silo is busy.</summary>
    private const int EnqueuedRequestsMax = 20_000;

    /// <summary>
    /// Hosts the grains in this process: on its own over one SQLite store (section <see cref="SqliteStoreOptions.SectionName"/>),
    /// or as one silo of a cluster over PostgreSQL (section Cluster).
    /// </summary>
    public static IHostApplicationBuilder AddSocialCommerceSilo(this IHostApplicationBuilder builder)
    {
        var cluster = builder.ReadClusterOptions();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddGrains();
        builder.Services.AddPayments(builder.Configuration);
        builder.Services.AddWebhooks();
        builder.Services.AddLogs(cluster);
        builder.UseOrleans(silo =>
        {
            silo.UseEngine(cluster, isTraced: TelemetryExport.IsTraced(builder));
            if (cluster.ConnectionString is null)
            {
                silo.UseSqliteStore();
            }

            silo.MeasureCalls();
            silo.AddHintStreams(Partitions.StreamProvider);
            silo.Configure<SiloMessagingOptions>(options => options.MaxEnqueuedRequestsHardLimit = EnqueuedRequestsMax);
        });

        TelemetryExport.Add(builder, "social-commerce-silo");

        // After the engine, so that it stops before it.
        builder.Services.AddHostedService<PartitionLifecycle>();
        builder.Services.AddHostedService<OrderLifecycle>();
        builder.Services.AddHostedService<ImpressionWriter>();
        builder.Services.AddHostedService<TrainingWorker>();
        builder.Services.AddOperations();
        return builder;
    }

    // Read before the host is built, because what is registered depends on it; checked again when it starts.
    private static ClusterHostingOptions ReadClusterOptions(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<ClusterHostingOptions>()
            .BindConfiguration(ClusterHostingOptions.SectionName)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        return builder.Configuration.GetSection(ClusterHostingOptions.SectionName).Get<ClusterHostingOptions>() ?? new();
    }

    // Before the engine, so that the store is there when the first grain asks for it.
    private static void AddLogs(this IServiceCollection services, ClusterHostingOptions cluster)
    {
        if (cluster.ConnectionString is { } connectionString)
        {
            services.AddPostgresLogs(connectionString);
            services.AddSingleton(new ClusterServiceId(cluster.ServiceId));
            return;
        }

        services.AddSqliteStore();
    }

    private static void AddSqliteStore(this IServiceCollection services)
    {
        services.AddOptions<SqliteStoreOptions>()
            .BindConfiguration(SqliteStoreOptions.SectionName)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<SqliteStore>();
        services.AddSingleton<IInteractionLog, SqliteInteractionLog>();
        services.AddSingleton<IRoomLog, SqliteRoomLog>();
        services.AddSingleton<IRoomTrack, SqliteRoomTrack>();
        services.AddSingleton<IImpressionLog, SqliteImpressionLog>();
        services.AddSingleton<IListStore, SqliteListStore>();
        services.AddSingleton<IBlobStore, SqliteBlobStore>();
        services.AddSingleton<IReviewStore, SqliteReviewStore>();
        services.AddSingleton<IChainLog, SqliteChainLog>();
        services.AddSingleton<IOrderStore, SqliteOrderStore>();
        services.AddSingleton<IWebhookStore, SqliteWebhookStore>();
        services.AddSingleton<IStoredStates, SqliteStoredStates>();
        services.AddSingleton<IReminderOverview, SqliteReminderOverview>();
        services.AddSingleton(new GrainStateSerializer(GrainJson.Default.Options));
    }

    private static ISiloBuilder UseSqliteStore(this ISiloBuilder silo)
    {
        silo.AddReminders();
        silo.Services.AddSingleton<IReminderTable, SqliteReminderTable>();
        silo.Services.AddGrainStorage<IGrainStorage>(StorageNames.Commerce, static (services, _) =>
            ActivatorUtilities.CreateInstance<SqliteGrainStorage>(services));
        return silo;
    }
}
