using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using SocialCommerce.Grains.Interfaces.Operations;
using SocialCommerce.Silo.Telemetry;

namespace SocialCommerce.Silo.Operations;

/// <summary>Tells the operators' grain once a second that this silo is there and, while somebody watches, how it is.</summary>
internal sealed partial class SiloReporter(
    SiloFiguresSource figures,
    IEngineFigures engine,
    CallRecorder calls,
    IGrainFactory grains,
    IOptions<OperationsOptions> options,
    TimeProvider clock,
    ILogger<SiloReporter> logger) : BackgroundService
{
    private readonly DateTimeOffset _startedAt = clock.GetUtcNow();
    private bool _isWatched;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.ReportPeriod, clock);
        try
        {
            do
            {
                await GuardAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The silo stops.
        }
    }

    private async Task GuardAsync(CancellationToken stoppingToken)
    {
        try
        {
            Obey(await ReportAsync(stoppingToken));
        }
#pragma warning disable CA1031 // The next report comes in a second; until then operators see that this one is missing.
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogNotReported(exception);
        }
    }

    private async Task<WatchOrder> ReportAsync(CancellationToken cancellationToken)
    {
        var load = _isWatched ? figures.Load() : null;
        var silo = _isWatched ? await figures.ReadAsync(cancellationToken) : null;
        var report = new NodeReport(
            engine.SiloName, NodeReport.SiloRole, ProcessMeter.Name, clock.GetUtcNow(), _startedAt, load, silo, Api: null);
        return await grains.GetGrain<IOperationsGrain>(IOperationsGrain.All).ReportAsync(report, cancellationToken);
    }

    private void Obey(WatchOrder order)
    {
        if (order.IsWatched && !_isWatched)
        {
            figures.Restart();
        }

        _isWatched = order.IsWatched;
        calls.Hot.Switch(order.IsWatched);
        calls.Inspect(order.Inspected);
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "The silo's figures were not reported")]
    private partial void LogNotReported(Exception exception);
}
