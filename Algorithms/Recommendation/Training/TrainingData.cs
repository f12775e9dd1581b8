namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>What models learn from: of each user the products in the order they were touched, oldest first, as indexes.</summary>
public sealed record TrainingData(int ItemCount, IReadOnlyList<int[]> Sequences);
