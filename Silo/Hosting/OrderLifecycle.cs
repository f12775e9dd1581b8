using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using SocialCommerce.Grains.Interfaces.Orders;

namespace SocialCommerce.Silo.Hosting;

/// <summary>Has somebody look after the orders from the start, so that what a crash interrupted goes on at once.</summary>
internal sealed partial class OrderLifecycle(IGrainFactory grains, ILogger<OrderLifecycle> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await grains.GetGrain<IOrderSweeperGrain>(IOrderSweeperGrain.All).StartAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process ends before it began.
        }
#pragma warning disable CA1031 // The sweeper's reminder starts it later.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogFailed(exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Orders are not looked after yet; the reminder tries again")]
    private partial void LogFailed(Exception exception);
}
