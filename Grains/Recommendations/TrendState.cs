using SocialCommerce.Algorithms.Recommendation;

namespace SocialCommerce.Grains.Recommendations;

/// <summary>What is stored of a trend, and up to which row of each partition it counts.</summary>
internal sealed record TrendState
{
    public TrendCounterSnapshot<string>? Counter { get; set; }

    public long[] Applied { get; set; } = [];
}
