using SocialCommerce.Grains.Interfaces.Experiments;
using SocialCommerce.Grains.Recommendations;

namespace SocialCommerce.Grains.Experiments;

/// <summary>
/// What this silo knows of the running experiments, at most half a second old when it is used: a stop has reached every
/// silo within a second. Without experiments an answer costs a look at the clock; a unit that was met before costs a look
/// into a table. When the directory does not answer, nobody takes part.
/// </summary>
internal sealed partial class ExperimentVariants(
    IGrainFactory grains, TimeProvider clock, ILogger<ExperimentVariants> logger) : IVariantSource
{
    public static readonly TimeSpan RefreshPeriod = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan RefreshDeadline = TimeSpan.FromMilliseconds(250);

    private readonly Lock _lock = new();
    private Snapshot _snapshot = new([], ReadAt: null);
    private Task<Snapshot>? _refreshing;

    public ValueTask<VariantChoice> GetAsync(string userId, string? roomId, CancellationToken cancellationToken)
    {
        var snapshot = _snapshot;
        return IsFresh(snapshot) && snapshot.Running.IsEmpty
            ? ValueTask.FromResult(VariantChoice.Default)
            : ChooseAsync(userId, roomId, cancellationToken);
    }

    private async ValueTask<VariantChoice> ChooseAsync(string userId, string? roomId, CancellationToken cancellationToken)
    {
        var snapshot = IsFresh(_snapshot) ? _snapshot : await RefreshAsync();

        // Rooms first: a room only is an experiment's if all in it see the same.
        return await ChooseAsync(snapshot, ExperimentUnit.Room, roomId, cancellationToken)
            ?? await ChooseAsync(snapshot, ExperimentUnit.User, userId, cancellationToken)
            ?? VariantChoice.Default;
    }

    private async ValueTask<VariantChoice?> ChooseAsync(
        Snapshot snapshot, ExperimentUnit unit, string? unitId, CancellationToken cancellationToken)
    {
        foreach (var running in snapshot.Running)
        {
            if (unitId is not null && running.Has(unit, unitId))
            {
                return await running.ChooseAsync(grains, unitId, cancellationToken);
            }
        }

        return null;
    }

    private bool IsFresh(Snapshot snapshot) =>
        snapshot.ReadAt is { } readAt && clock.GetElapsedTime(readAt) < RefreshPeriod;

    private Task<Snapshot> RefreshAsync()
    {
        lock (_lock)
        {
            return _refreshing is { IsCompleted: false } ? _refreshing : _refreshing = ReadAsync();
        }
    }

    private async Task<Snapshot> ReadAsync()
    {
        var readAt = clock.GetTimestamp();
        ImmutableArray<RunningVariants> running;
        try
        {
            var read = await grains.GetGrain<IExperimentDirectoryGrain>(IExperimentDirectoryGrain.All)
                .GetRunningAsync().WaitAsync(RefreshDeadline, clock);
            running = [.. read.Select(Follow)];
        }
#pragma warning disable CA1031 // The shop goes on with its defaults, whatever is wrong with experiments.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogNotRead(exception);
            running = [];
        }

        return _snapshot = new Snapshot(running, readAt);
    }

    private RunningVariants Follow(RunningExperiment experiment)
    {
        var known = _snapshot.Running.FirstOrDefault(running => running.ExperimentId == experiment.ExperimentId);
        return known is null ? new RunningVariants(experiment) : known.With(experiment.Weights);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Nobody takes part in experiments: the directory did not answer")]
    private partial void LogNotRead(Exception exception);

    /// <param name="ReadAt">A timestamp of the clock, taken before the directory was asked.</param>
    private sealed record Snapshot(ImmutableArray<RunningVariants> Running, long? ReadAt);
}
