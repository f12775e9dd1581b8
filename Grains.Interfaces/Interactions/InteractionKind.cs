namespace SocialCommerce.Grains.Interfaces.Interactions;

/// <summary>What a user did with a product. Wire names are the lower-case member names.</summary>
[GenerateSerializer, Alias("sc.InteractionKind")]
public enum InteractionKind
{
    Unknown = 0,
    View = 1,
    Click = 2,
    Like = 3,
    Share = 4,
    Cart = 5,
    Purchase = 6,
    Rating = 7,
    Dismiss = 8,
}
