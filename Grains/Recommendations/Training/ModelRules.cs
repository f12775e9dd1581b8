using System.Globalization;
using SocialCommerce.Grains.Interfaces.Recommendations;

namespace SocialCommerce.Grains.Recommendations;

/// <summary>
/// Decides what becomes of versions and trainings. Every rule answers the next state, the same instance when nothing
/// changes.
/// </summary>
internal static class ModelRules
{
    /// <summary>Versions whose artifacts are kept.</summary>
    public const int VersionsMax = 5;

    /// <summary>A silo that says nothing for so long has lost its training to whoever asks next.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    // A new version may be this much worse by chance alone, and it knows newer products.
    private const double WorseMax = 0.01;

    /// <summary>Whether a version may serve, by its quality on the same held-out interactions, and why.</summary>
    /// <param name="serving">The quality of what serves now; null when nothing does.</param>
    public static (bool IsBetter, string Note) Judge(double candidate, double popularity, double? serving)
    {
        if (candidate <= popularity)
        {
            return (false, "Not better than suggesting what is popular.");
        }

        return candidate < serving * (1 - WorseMax)
            ? (false, "Worse than the version that serves.")
            : (true, "Better than what is popular, and no worse than what served.");
    }

    public static ModelsState Start(ModelsState state, ImmutableArray<long> heads, DateTimeOffset now) =>
        state.Training is not null
            ? state
            : state with
            {
                LastNumber = state.LastNumber + 1,
                LastRows = heads.Sum(),
                Training = new TrainingRecord(NameOf(state.LastNumber + 1), now, heads, Finished: []),
            };

    public static ModelsState Cancel(ModelsState state) =>
        state.Training is null ? state : state with { Training = null };

    /// <summary>True when the log has grown enough since the last training to be worth another.</summary>
    public static bool IsDue(ModelsState state, long rows, TrainingOptions options) =>
        options.IsAutomatic && state.Training is null && rows >= options.RowsMin
        && rows >= state.LastRows * (1 + options.GrowthMin);

    /// <summary>Gives the training to a worker if it is free, its own, or left alone for too long.</summary>
    public static ModelsState TakeLease(ModelsState state, string worker, DateTimeOffset now) =>
        state.Training is { } training && (training.Worker is null || training.Worker == worker || training.LeaseUntil <= now)
            ? state with { Training = training with { Worker = worker, LeaseUntil = now + Lease } }
            : state;

    /// <summary>Null when the training is not the worker's any more.</summary>
    public static ModelsState? Report(ModelsState state, TrainingReport report)
    {
        if (!IsOf(state, report.Worker, report.Version))
        {
            return null;
        }

        var training = state.Training!;
        return state with
        {
            Training = training with
            {
                LeaseUntil = report.At + Lease,
                Stage = report.Stage,
                StepsDone = report.StepsDone,
                StepsTotal = report.StepsTotal,
                Finished = report.Finished is { } kind && !training.Finished.Contains(kind)
                    ? training.Finished.Add(kind)
                    : training.Finished,
                Checkpoint = report.Finished is null ? report.Checkpoint ?? training.Checkpoint : null,
            },
        };
    }

    /// <summary>Null when the training is not the worker's any more.</summary>
    public static ModelsState? Finish(ModelsState state, TrainingOutcome outcome)
    {
        if (!IsOf(state, outcome.Worker, outcome.Model.Version))
        {
            return null;
        }

        var ended = state with { Training = null };
        if (outcome.Failure is not null)
        {
            return ended;
        }

        var listed = Add(ended, outcome.Model with { Status = ModelStatus.Rejected });
        return outcome.IsBetter ? Promote(listed, outcome.Model.Version) : listed;
    }

    /// <summary>Null when there is no such version.</summary>
    public static ModelsState? TryPromote(ModelsState state, string version) =>
        state.Versions.Any(known => known.Version == version) ? Promote(state, version) : null;

    /// <summary>Null when another version serves than the one to be left.</summary>
    public static ModelsState? Rollback(ModelsState state, string leave)
    {
        if (state.Active != leave)
        {
            return null;
        }

        var back = state.Earlier.IsEmpty ? null : state.Earlier[^1];
        var rolled = state with { Active = back, Earlier = state.Earlier.IsEmpty ? [] : state.Earlier[..^1] };
        return Mark(rolled);
    }

    /// <summary>Versions that are beyond the bound; never one that serves or can be gone back to.</summary>
    public static ImmutableArray<string> Surplus(ModelsState before, ModelsState after) =>
        [.. before.Versions.Select(version => version.Version).Except(after.Versions.Select(version => version.Version))];

    public static ModelsStatus Describe(ModelsState state) => new(
        state.Active,
        state.Versions,
        state.Training is { } training
            ? new TrainingProgress(
                training.Version, training.StartedAt, training.Worker, training.Stage, training.StepsDone, training.StepsTotal)
            : null);

    private static ModelsState Promote(ModelsState state, string version) =>
        state.Active == version
            ? state
            : Mark(state with { Active = version, Earlier = [.. state.Earlier.TakeLast(VersionsMax - 1), state.Active] });

    private static ModelsState Mark(ModelsState state) => state with
    {
        Versions = [.. state.Versions.Select(version => version.Version == state.Active
            ? version with { Status = ModelStatus.Active }
            : version.Status == ModelStatus.Active ? version with { Status = ModelStatus.Retired } : version)],
    };

    // The active version stays however old it is.
    private static ModelsState Add(ModelsState state, ModelVersion version)
    {
        var versions = state.Versions.Insert(0, version);
        var kept = versions.Take(VersionsMax)
            .Concat(versions.Skip(VersionsMax).Where(old => old.Version == state.Active)).ToImmutableArray();
        var names = kept.Select(old => old.Version).ToHashSet(StringComparer.Ordinal);
        return state with
        {
            Versions = kept,
            Earlier = [.. state.Earlier.Where(name => name is null || names.Contains(name))],
        };
    }

    private static bool IsOf(ModelsState state, string worker, string version) =>
        state.Training is { } training && training.Version == version && training.Worker == worker;

    private static string NameOf(int number) => string.Create(CultureInfo.InvariantCulture, $"m{number}");
}
