namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>How much each kind of interaction says about a taste, relative to a purchase.</summary>
public static class EngagementWeights
{
    public const float View = 0.2f;
    public const float Click = 0.4f;
    public const float Like = 0.7f;
    public const float Share = 0.7f;
    public const float Cart = 0.8f;
    public const float Purchase = 1;

    /// <summary>That somebody bothers to rate says more about the taste than how many stars it became.</summary>
    public const float Rating = 1;
}
