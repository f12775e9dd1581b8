using System.ComponentModel.DataAnnotations;

namespace SocialCommerce.Grains.Orders;

/// <summary>How orders are kept.</summary>
public sealed class OrderOptions
{
    public const string SectionName = "Orders";

    /// <summary>How long an order holds its units for the buyer to pay.</summary>
    [Range(typeof(TimeSpan), "00:00:02", "00:30:00")]
    public TimeSpan HoldFor { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How often orders that are due are looked for.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")]
    public TimeSpan SweepPeriod { get; set; } = TimeSpan.FromSeconds(1);
}
