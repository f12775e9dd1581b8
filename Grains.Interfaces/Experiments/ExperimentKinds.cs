namespace SocialCommerce.Grains.Interfaces.Experiments;

/// <summary>What is assigned to a variant, and what is counted.</summary>
[GenerateSerializer, Alias("sc.ExperimentUnit")]
public enum ExperimentUnit
{
    Unknown = 0,

    /// <summary>Each user sees one variant, wherever.</summary>
    User = 1,

    /// <summary>Everybody in a room sees the variant of the room.</summary>
    Room = 2,
}

/// <summary>How the weights of the variants move.</summary>
[GenerateSerializer, Alias("sc.ExperimentKind")]
public enum ExperimentKind
{
    Unknown = 0,

    /// <summary>They stay as an operator set them.</summary>
    Fixed = 1,

    /// <summary>Each variant gets new units by its chance of being the best (Thompson sampling).</summary>
    Bandit = 2,
}

/// <summary>What is measured per unit, from its exposure on.</summary>
[GenerateSerializer, Alias("sc.ExperimentMetric")]
public enum ExperimentMetric
{
    Unknown = 0,

    /// <summary>Clicks.</summary>
    ClickThrough = 1,

    /// <summary>Purchases.</summary>
    Conversion = 2,

    /// <summary>Interactions of any kind but dismissals.</summary>
    Engagement = 3,
}

/// <summary>Where an experiment is in its life; it never goes back.</summary>
[GenerateSerializer, Alias("sc.ExperimentStatus")]
public enum ExperimentStatus
{
    Unknown = 0,
    Draft = 1,
    Running = 2,
    Stopped = 3,
}
