using SocialCommerce.Grains.Interfaces.Experiments;

namespace SocialCommerce.Grains.Experiments;

/// <summary>What is stored of an experiment. Without a definition there is none.</summary>
internal sealed record ExperimentState
{
    public ExperimentDefinition? Definition { get; set; }

    public ExperimentStatus Status { get; set; }

    /// <summary>Current weights, in the order of the variants.</summary>
    public ImmutableArray<double> Weights { get; set; } = [];

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? StoppedAt { get; set; }

    public long Version { get; set; }

    /// <summary>What past looks found, oldest first, bounded.</summary>
    public ImmutableArray<ReportPoint> History { get; set; } = [];

    /// <summary>The sums at the stop; the ledgers are gone then.</summary>
    public ImmutableArray<VariantSums> FinalSums { get; set; } = [];
}
