namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>Which retriever proposed a product; the names of the public contract.</summary>
public enum ReasonKind
{
    Unknown = 0,

    /// <summary>Others who touched what the user touched also touched this.</summary>
    Similar = 1,

    /// <summary>Somebody the user follows touched this.</summary>
    Friend = 2,

    /// <summary>Hot in the room the user is in.</summary>
    Room = 3,

    /// <summary>Popular now, everywhere or in the user's categories.</summary>
    Trending = 4,

    /// <summary>Its content resembles what the user likes.</summary>
    Taste = 5,

    /// <summary>New or hardly shown; the user's reaction is worth knowing.</summary>
    Explore = 6,

    /// <summary>Promoted by the merchant.</summary>
    Campaign = 7,
}
