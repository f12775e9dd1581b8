namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>What has to be stored of one product's <see cref="ItemNeighbourhood{TKey}"/>.</summary>
public sealed record ItemNeighbourhoodSnapshot<TKey>(
    double Degree, HeavyHittersSnapshot<TKey> Neighbours, AudienceOverlapSnapshot Overlap = default)
    where TKey : notnull, IEquatable<TKey>;
