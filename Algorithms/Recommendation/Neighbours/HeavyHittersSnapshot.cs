namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>What has to be stored to continue a <see cref="HeavyHitters{TKey}"/> exactly where it stood.</summary>
public sealed record HeavyHittersSnapshot<TKey>(TKey[] Keys, float[] Weights, int Capacity, int Newcomer, byte[]? Sketch = null)
    where TKey : notnull, IEquatable<TKey>;
