namespace SocialCommerce.Algorithms.Evaluation;

/// <summary>
/// The known shapes of shilling profiles (Lam, Riedl, "Shilling recommender systems for fun and profit", 2004; Mobasher,
/// Burke, Bhaumik, Williams, "Toward trustworthy recommender systems", 2007), for feedback without ratings: a profile is
/// a set of items that somebody pretends to have touched.
/// </summary>
public enum AttackKind
{
    /// <summary>The target among items drawn uniformly from the catalogue.</summary>
    Random = 1,

    /// <summary>The target among items drawn as real users draw them, by popularity.</summary>
    Average = 2,

    /// <summary>The target among the most popular items, the rest drawn uniformly.</summary>
    Bandwagon = 3,

    /// <summary>The target among items that the same real users like: those of one segment.</summary>
    Segment = 4,

    /// <summary>To bury the target: it is tied to the items that nobody wants.</summary>
    ReverseBandwagon = 5,

    /// <summary>To bury the target: its rivals, the items its own users like most, are loved and it is left out.</summary>
    LoveHate = 6,
}
