using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SocialCommerce.Grains.Recommendations;

namespace SocialCommerce.Silo.Hosting;

/// <summary>
/// Writes what was shown to the log, a batch per transaction, beside the requests. A batch that cannot be written is
/// given up and said so: impressions are worth less than memory that fills up.
/// </summary>
internal sealed partial class ImpressionWriter(
    ImpressionBuffer buffer, IImpressionLog log, InsightReporter insight, TimeProvider clock, ILogger<ImpressionWriter> logger)
    : BackgroundService
{
    private const int BatchMax = 200;

    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(500);

    private Task _writing = Task.CompletedTask;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        _writing = buffer.ConsumeAsync(BatchMax, WriteAsync);
        return base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        buffer.Complete();
        await _writing.WaitAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, clock);
        var dropped = 0L;
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await ReportAsync(stoppingToken);
                if (buffer.Dropped > dropped)
                {
                    LogDropped(buffer.Dropped - dropped);
                    dropped = buffer.Dropped;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The silo stops.
        }
    }

    private async Task ReportAsync(CancellationToken cancellationToken)
    {
        try
        {
            await insight.ReportAsync(cancellationToken);
        }
#pragma warning disable CA1031 // Sums for operators; the next report comes at once.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            LogNotReported(exception);
        }
    }

    private async Task WriteAsync(IReadOnlyList<Impression> impressions)
    {
        try
        {
            await log.AppendAsync(impressions, CancellationToken.None);
        }
#pragma warning disable CA1031 // Nobody waits for an impression; the next batch may be written again.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogNotWritten(impressions.Count, exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} impressions were not written")]
    private partial void LogNotWritten(int count, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} impressions were dropped: the log does not keep up")]
    private partial void LogDropped(long count);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The sums of the retrievers were not reported")]
    private partial void LogNotReported(Exception exception);
}
