namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>How a list is made of ranked candidates: what is pushed down, spread out and tried.</summary>
public sealed record ListOptions
{
    public static ListOptions Default { get; } = new();

    /// <summary>By score alone.</summary>
    public static ListOptions Plain { get; } = new()
    {
        Diversity = 0,
        SellerMax = ListBuilder.SellerWindow,
        DismissalStrength = 0,
        FatigueFactor = 1,
        ExplorationShare = 0,
    };

    /// <summary>Share that novelty within the list has in the choice of the next item, 0 to 1 (1 − λ of MMR).</summary>
    public float Diversity { get; init; } = 0.1f;

    /// <summary>Most items of one seller in any ten, where enough others are there to fill the list.</summary>
    public int SellerMax { get; init; } = 2;

    /// <summary>How much of its score a product loses that is just like one the user dismissed, 0 to 1.</summary>
    public float DismissalStrength { get; init; } = 0.8f;

    /// <summary>Impressions of a product without any action after which it is pushed down.</summary>
    public int FatigueAfter { get; init; } = 5;

    /// <summary>What each further impression leaves of the score, 0 to 1; 1 switches fatigue off.</summary>
    public float FatigueFactor { get; init; } = 0.6f;

    /// <summary>Share of the list that new products may be tried on, 0 to 0.5.</summary>
    public float ExplorationShare { get; init; } = 0.05f;

    /// <summary>
    /// Least share of exposure that products of small sellers get, as a ratio to their share of the candidates; 0
    /// switches the constraint off.
    /// </summary>
    public float ExposureRatioMin { get; init; }
}
