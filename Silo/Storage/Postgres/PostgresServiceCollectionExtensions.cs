using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using SocialCommerce.Grains.Common;
using SocialCommerce.Grains.Interactions;
using SocialCommerce.Grains.Operations.Cluster;
using SocialCommerce.Grains.Operations.Webhooks;
using SocialCommerce.Grains.Orders;
using SocialCommerce.Grains.Products.Reviews;
using SocialCommerce.Grains.Recommendations;
using SocialCommerce.Grains.Rooms;
using SocialCommerce.Grains.Rooms.Replay;

namespace SocialCommerce.Silo.Storage;

public static class PostgresServiceCollectionExtensions
{
    /// <summary>
    /// The store of a cluster: interaction log, room log and lists in PostgreSQL. Further settings are read from the
    /// section <see cref="PostgresStoreOptions.SectionName"/>.
    /// </summary>
    public static IServiceCollection AddPostgresLogs(this IServiceCollection services, string connectionString)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<PostgresStoreOptions>()
            .BindConfiguration(PostgresStoreOptions.SectionName)
            .Configure(options => options.ConnectionString = connectionString)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<PostgresStore>();
        services.AddSingleton<IInteractionLog, PostgresInteractionLog>();
        services.AddSingleton<IRoomLog, PostgresRoomLog>();
        services.AddSingleton<IRoomTrack, PostgresRoomTrack>();
        services.AddSingleton<IImpressionLog, PostgresImpressionLog>();
        services.AddSingleton<IListStore, PostgresListStore>();
        services.AddSingleton<IBlobStore, PostgresBlobStore>();
        services.AddSingleton<IReviewStore, PostgresReviewStore>();
        services.AddSingleton<IChainLog, PostgresChainLog>();
        services.AddSingleton<IOrderStore, PostgresOrderStore>();
        services.AddSingleton<IWebhookStore, PostgresWebhookStore>();
        services.AddSingleton<IStoredStates, PostgresStoredStates>();
        services.AddSingleton<IReminderOverview, PostgresReminderOverview>();
        services.TryAddSingleton(new GrainStateSerializer(GrainJson.Default.Options));
        services.AddHostedService<PostgresStart>();
        return services;
    }
}

/// <summary>The database is ready before anything in the host starts, the engine included.</summary>
internal sealed class PostgresStart(PostgresStore store) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => store.OpenAsync(cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
