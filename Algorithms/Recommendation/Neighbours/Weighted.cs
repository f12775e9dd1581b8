namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>A key with its weight or score.</summary>
public readonly record struct Weighted<TKey>(TKey Key, float Weight);
