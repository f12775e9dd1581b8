using SocialCommerce.Grains.Interfaces.Experiments;

namespace SocialCommerce.Grains.Experiments;

/// <summary>What is stored of a shard of an experiment. Without a unit it is not open.</summary>
internal sealed record ExperimentLedgerState
{
    public ExperimentUnit Unit { get; set; }

    public ImmutableArray<UnitRecord> Units { get; set; } = [];

    /// <summary>Up to which row of each partition the units' counts go.</summary>
    public long[] Applied { get; set; } = [];

    /// <summary>Per variant: the sum of the shares it had when the units came.</summary>
    public double[] Expected { get; set; } = [];
}
