namespace SocialCommerce.Grains.Interfaces.Users;

/// <summary>What a user likes, for grains that sum up many users. Never shown to anybody by itself.</summary>
/// <param name="Vector">The user's embedding; zeros when nothing is known.</param>
/// <param name="Liked">Products the user liked, shared, wanted or bought last, bounded.</param>
[GenerateSerializer, Immutable, Alias("sc.TasteGlance")]
public sealed record TasteGlance(
    [property: Id(0)] ImmutableArray<float> Vector,
    [property: Id(1)] ImmutableArray<string> Liked);
