using SocialCommerce.Grains.Interfaces.Recommendations;

namespace SocialCommerce.Grains.Recommendations;

/// <summary>What is stored of the shop's models; the artifacts themselves are blobs.</summary>
internal sealed record ModelsState
{
    /// <summary>The number of the last version that was begun.</summary>
    public int LastNumber { get; set; }

    public string? Active { get; set; }

    /// <summary>The versions that served before the active one, the last of them last; null stands for no trained model.</summary>
    public ImmutableArray<string?> Earlier { get; set; } = [];

    /// <summary>Newest first, bounded.</summary>
    public ImmutableArray<ModelVersion> Versions { get; set; } = [];

    public TrainingRecord? Training { get; set; }

    /// <summary>Rows of the log that the last training, good or not, has seen.</summary>
    public long LastRows { get; set; }
}

/// <summary>A training that is under way.</summary>
internal sealed record TrainingRecord(
    string Version,
    DateTimeOffset StartedAt,
    ImmutableArray<long> Heads,
    string? Worker = null,
    DateTimeOffset LeaseUntil = default,
    string Stage = TrainingStages.Waiting,
    int StepsDone = 0,
    int StepsTotal = 0,
    ImmutableArray<string> Finished = default,
    string? Checkpoint = null);

internal static class TrainingStages
{
    public const string Waiting = "waiting";

    public const string Reading = "reading";

    public const string Evaluating = "evaluating";
}
