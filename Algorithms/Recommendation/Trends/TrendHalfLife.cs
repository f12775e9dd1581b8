namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>How fast popularity fades where it is counted.</summary>
public static class TrendHalfLife
{
    /// <summary>For the whole shop and its categories; docs/evaluation.md shows what shorter and longer ones do.</summary>
    public static readonly TimeSpan Shop = TimeSpan.FromDays(10);

    /// <summary>For a live room: what was shown a quarter of an hour ago is over.</summary>
    public static readonly TimeSpan Room = TimeSpan.FromMinutes(10);

    /// <summary>For what a followed user touched.</summary>
    public static readonly TimeSpan Friend = TimeSpan.FromDays(10);

    /// <summary>What is left of a weight after a time; the future counts as now.</summary>
    public static float Decay(TimeSpan age, TimeSpan halfLife) =>
        age <= TimeSpan.Zero ? 1 : (float)Math.Pow(2, -(age / halfLife));
}
