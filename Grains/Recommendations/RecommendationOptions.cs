using System.ComponentModel.DataAnnotations;

namespace SocialCommerce.Grains.Recommendations;

/// <summary>Settings of the recommender that an operator may want to change.</summary>
public sealed class RecommendationOptions
{
    public const string SectionName = "Recommendations";

    /// <summary>After how long an interaction counts half for what is trending.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "3650.00:00:00")]
    public TimeSpan TrendHalfLife { get; set; } = Algorithms.Recommendation.TrendHalfLife.Shop;

    /// <summary>After how long an interaction counts half for what is hot in a room.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "1.00:00:00")]
    public TimeSpan RoomHalfLife { get; set; } = Algorithms.Recommendation.TrendHalfLife.Room;

    /// <summary>How long a change may gather before the suggestions it moves are pushed.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:00:10")]
    public TimeSpan PushDelay { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How long interactions of a partition gather before they are applied.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:00:10")]
    public TimeSpan PartitionWindow { get; set; } = TimeSpan.FromMilliseconds(25);

    /// <summary>How long a retriever may take before the list is made without it.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:10:00")]
    public TimeSpan RetrieverDeadline { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a seller counts as new, whose share of exposure is watched.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "3650.00:00:00")]
    public TimeSpan NewSellerPeriod { get; set; } = TimeSpan.FromDays(30);
}
