using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using SocialCommerce.Grains.Interfaces.Recommendations;
using SocialCommerce.Grains.Recommendations;

namespace SocialCommerce.Silo.Training;

/// <summary>
/// Keeps this silo's models those that are promoted, and does the shop's trainings when no other silo does. Whatever fails
/// here leaves the shop with the models it has.
/// </summary>
internal sealed partial class TrainingWorker(
    IGrainFactory grains,
    ActiveModels active,
    TrainingJob job,
    IOptions<TrainingOptions> options,
    TimeProvider clock,
    ILogger<TrainingWorker> logger) : BackgroundService
{
    private static readonly TimeSpan FailurePause = TimeSpan.FromSeconds(30);

    private readonly string _name = $"{Environment.MachineName}-{Environment.ProcessId}-{Guid.NewGuid():N}";

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        RepeatAsync(active.RefreshAsync, "refresh the models", stoppingToken),
        options.Value.IsWorker ? RepeatAsync(TrainAsync, "train", stoppingToken) : Task.CompletedTask);

    private async Task TrainAsync(CancellationToken cancellationToken)
    {
        var models = grains.GetGrain<IModelGrain>(IModelGrain.Shop);
        var work = await models.LeaseAsync(new LeaseTraining(_name, clock.GetUtcNow()), cancellationToken);
        if (work is null)
        {
            return;
        }

        LogTraining(work.Version);
        try
        {
            var outcome = await job.RunAsync(
                work, _name, new TrainingHost(models, options.Value.ComputeShare, clock), cancellationToken);
            await models.FinishAsync(outcome, cancellationToken);
        }
        catch (TrainingLostException)
        {
            LogLost(work.Version);
        }
    }

    private async Task RepeatAsync(Func<CancellationToken, Task> work, string what, CancellationToken cancellationToken)
    {
        try
        {
            while (!cancellationToken.IsCancellationRequested)
            {
                var isDone = await TryAsync(work, what, cancellationToken);
                await Task.Delay(isDone ? options.Value.PollPeriod : FailurePause, clock, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The process ends; another goes on from the last checkpoint.
        }
    }

    private async Task<bool> TryAsync(Func<CancellationToken, Task> work, string what, CancellationToken cancellationToken)
    {
        try
        {
            await work(cancellationToken);
            return true;
        }
#pragma warning disable CA1031 // The models that are there go on serving, and the next round tries again.
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogFailed(what, exception);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Training {Version}")]
    private partial void LogTraining(string version);

    [LoggerMessage(Level = LogLevel.Information, Message = "The training of {Version} was given up or went to another silo")]
    private partial void LogLost(string version);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not {What}; it is tried again")]
    private partial void LogFailed(string what, Exception exception);
}
