using System.ComponentModel.DataAnnotations;

namespace SocialCommerce.Grains.Recommendations;

/// <summary>Settings of the background training of models.</summary>
public sealed class TrainingOptions
{
    public const string SectionName = "Training";

    /// <summary>Whether this silo takes trainings at all.</summary>
    public bool IsWorker { get; set; } = true;

    /// <summary>Whether trainings begin by themselves when the log has grown enough.</summary>
    public bool IsAutomatic { get; set; } = true;

    /// <summary>Interactions that the log needs before the first automatic training.</summary>
    [Range(1, long.MaxValue)]
    public long RowsMin { get; set; } = 2_000;

    /// <summary>Share by which the log has to grow until the next automatic training.</summary>
    [Range(0.01, 100)]
    public double GrowthMin { get; set; } = 0.25;

    /// <summary>Newest interactions to learn from; what is older says little about tomorrow and costs as much.</summary>
    [Range(1_000, 100_000_000)]
    public int RowsMax { get; set; } = 5_000_000;

    /// <summary>Share of the time that a training may compute; the rest belongs to the shop.</summary>
    [Range(0.01, 1)]
    public double ComputeShare { get; set; } = 0.5;

    /// <summary>Threads that a training computes on; the models do not depend on it.</summary>
    [Range(1, 64)]
    public int Threads { get; set; } = 1;

    /// <summary>How often a silo looks for a promoted version and for a training to take.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:05:00")]
    public TimeSpan PollPeriod { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How often the state of a training is kept: what a crash costs.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan CheckpointPeriod { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Newest lists with an outcome that the ranker learns from, about 5 KB of memory each.</summary>
    [Range(100, 1_000_000)]
    public int RankerExamplesMax { get; set; } = 20_000;

    /// <summary>Products of fewer interactions than this are left to the incremental state.</summary>
    [Range(1, 1_000)]
    public int ProductRowsMin { get; set; } = 2;
}
