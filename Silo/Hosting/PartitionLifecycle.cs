using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using SocialCommerce.Grains.Interfaces.Interactions;

namespace SocialCommerce.Silo.Hosting;

/// <summary>
/// Wakes the partitions at start, so that what a crash kept from being applied is applied without waiting for the next
/// interaction, and makes what is applied durable at a graceful stop, so that the next start has nothing to read.
/// </summary>
internal sealed partial class PartitionLifecycle(IGrainFactory grains, ILogger<PartitionLifecycle> logger) : BackgroundService
{
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await ForEachAsync(static (partition, token) => partition.CheckpointAsync(token), "make durable", cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        ForEachAsync(static (partition, token) => partition.CatchUpAsync(token), "catch up", stoppingToken);

    private Task ForEachAsync(
        Func<IInteractionPartitionGrain, CancellationToken, Task> work, string what, CancellationToken cancellationToken) =>
        Task.WhenAll(Enumerable.Range(0, Partitions.Count).Select(
            partition => GuardAsync(partition, work, what, cancellationToken)));

    private async Task GuardAsync(
        int partition,
        Func<IInteractionPartitionGrain, CancellationToken, Task> work,
        string what,
        CancellationToken cancellationToken)
    {
        try
        {
            await work(grains.GetGrain<IInteractionPartitionGrain>(partition), cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The process ends before the work did; the next start does it.
        }
#pragma warning disable CA1031 // The log has it all; the partition's reminder tries again.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogFailed(partition, what, exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Partition {Partition} could not {What}; its reminder tries again")]
    private partial void LogFailed(int partition, string what, Exception exception);
}
