using System.ComponentModel.DataAnnotations;

namespace SocialCommerce.Grains.Communities.GroupBuying;

/// <summary>How groups are kept.</summary>
public sealed class GroupBuyOptions
{
    public const string SectionName = "GroupBuying";

    /// <summary>The shortest window that an offer may have.</summary>
    [Range(typeof(TimeSpan), "00:00:02", "24:00:00")]
    public TimeSpan WindowMin { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a seat waits for its payment before another may have it.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "00:30:00")]
    public TimeSpan PayFor { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>So long before its end a group that is too small looks for another to go into; at most a tenth of its window.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan MergeLead { get; set; } = TimeSpan.FromMinutes(2);
}
