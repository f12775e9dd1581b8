namespace SocialCommerce.Grains.Interfaces.Products.Reviews;

/// <summary>What the ratings of a product come to.</summary>
/// <param name="Average">The plain mean of the stars; 0 without ratings.</param>
/// <param name="Score">From 1 to 5, for comparing and ranking: few ratings say little, and a crowd of fresh accounts next to nothing.</param>
/// <param name="Histogram">How many ratings of one star, of two, to five.</param>
[GenerateSerializer, Immutable, Alias("sc.RatingSummary")]
public sealed record RatingSummary(
    [property: Id(0)] long Count,
    [property: Id(1)] double Average,
    [property: Id(2)] double Score,
    [property: Id(3)] ImmutableArray<long> Histogram)
{
    public bool Equals(RatingSummary? other) => other is not null
        && Count == other.Count
        && Average == other.Average
        && Score == other.Score
        && Histogram.AsSpan().SequenceEqual(other.Histogram.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Count, Average, Score);
}
