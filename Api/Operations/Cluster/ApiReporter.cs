using SocialCommerce.Api.Rooms.Live;
using SocialCommerce.Grains.Interfaces.Operations;
using SocialCommerce.Silo.Telemetry;

namespace SocialCommerce.Api.Operations.Cluster;

/// <summary>Tells the operators' grain once a second that this Api is there and, while somebody watches, how it is.</summary>
internal sealed partial class ApiReporter(
    IGrainFactory grains,
    ProcessId process,
    LiveSockets sockets,
    RoomRelays rooms,
    OperationsRelay relay,
    TimeProvider clock,
    ILogger<ApiReporter> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly DateTimeOffset _startedAt = clock.GetUtcNow();
    private readonly ProcessMeter _load = new(clock);
    private bool _isWatched;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await GuardAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task GuardAsync(CancellationToken stoppingToken)
    {
        try
        {
            var report = new NodeReport(
                process.Id,
                NodeReport.ApiRole,
                ProcessMeter.Name,
                clock.GetUtcNow(),
                _startedAt,
                _isWatched ? _load.Look() : null,
                Silo: null,
                _isWatched ? Look() : null);
            _isWatched = (await grains.GetGrain<IOperationsGrain>(IOperationsGrain.All).ReportAsync(report, stoppingToken)).IsWatched;
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            // The next report comes in a second; until then operators see that this one is missing.
            LogNotReported(exception);
        }
    }

    private ApiFigures Look()
    {
        var all = sockets.All.ToList();
        return new ApiFigures(
            all.Count,
            all.Select(static socket => socket.UserId).Distinct().Count(),
            relay.Watchers,
            [.. rooms.All.GroupBy(static room => room.RoomId).Select(static group => new RoomViewers(group.Key, group.Sum(static room => room.Viewers)))]);
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "The figures of this Api were not reported")]
    private partial void LogNotReported(Exception exception);
}
