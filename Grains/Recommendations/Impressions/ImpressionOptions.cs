using System.ComponentModel.DataAnnotations;

namespace SocialCommerce.Grains.Recommendations;

/// <summary>Settings of the log of impressions.</summary>
public sealed class ImpressionOptions
{
    public const string SectionName = "Impressions";

    /// <summary>Share of the lists whose inputs are kept, so that they can be made again.</summary>
    [Range(0, 1)]
    public double TraceShare { get; set; } = 0.01;

    /// <summary>Impressions that may wait to be written; more are dropped and counted.</summary>
    [Range(1, 1_000_000)]
    public int QueueMax { get; set; } = 10_000;

    /// <summary>Impressions that are kept, about 2 KB each.</summary>
    [Range(1, 1_000_000_000)]
    public long KeptMax { get; set; } = 200_000;

    /// <summary>Traces that are kept, about 50 KB each.</summary>
    [Range(1, 10_000_000)]
    public long TracesMax { get; set; } = 5_000;
}
