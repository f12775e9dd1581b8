using System.ComponentModel.DataAnnotations;

namespace SocialCommerce.Silo.Operations;

/// <summary>What is measured of the silo, and when something counts as slow.</summary>
internal sealed class OperationsOptions
{
    public const string SectionName = "Operations";

    /// <summary>A call that takes longer is kept among the slow ones.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00")]
    public TimeSpan SlowCall { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Slow calls, and failures, that are remembered.</summary>
    [Range(1, 1_000)]
    public int CallsKept { get; set; } = 50;

    /// <summary>How often a silo tells, while somebody watches, and asks whether somebody does.</summary>
    [Range(typeof(TimeSpan), "00:00:00.200", "00:00:10")]
    public TimeSpan ReportPeriod { get; set; } = TimeSpan.FromSeconds(1);
}
