namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>How strongly one user's engagement with two products ties the products together.</summary>
/// <param name="DegreeExponent">Weight (d_u + o)^x of a user with d_u distinct items: who touches everything says little.</param>
/// <param name="DistanceExponent">Weight 1/k^x of the item k places back: 0 for tastes, 1 for sessions.</param>
/// <param name="WindowMax">How many items back a tie reaches; bounds the work of one event.</param>
/// <param name="DegreeOffset">
/// o, about the number of items that a user is still to touch: the degree is taken at the event, and without it the first ties
/// of those who will have touched everything weigh as much as the last ties of the choosy.
/// </param>
public sealed record CoEngagementOptions(
    double DegreeExponent = -0.25,
    double DistanceExponent = 0,
    int WindowMax = UserHistory<string>.DefaultRecentMax,
    double DegreeOffset = 0)
{
    public static CoEngagementOptions Default { get; } = new();
}

/// <summary>
/// What one engagement adds to the item-to-item graph. When a user engages with q, each recent item h of that user gets q
/// as a neighbour and q gets h, both with the same weight. The partition grain and the offline evaluation share this code.
/// </summary>
public static class CoEngagement
{
    /// <summary>
    /// Writes the weight of the tie between the new item and each of the user's earlier items, newest first, and returns
    /// how many of them are tied at all. <paramref name="degree"/> includes the new item.
    /// </summary>
    public static int Weigh<TKey>(
        ReadOnlySpan<HistoryEntry<TKey>> earlier, int degree, float weight, CoEngagementOptions options, Span<float> ties)
        where TKey : notnull, IEquatable<TKey>
    {
        ArgumentNullException.ThrowIfNull(options);
        var count = Math.Min(earlier.Length, options.WindowMax);
        var user = UserWeight(degree, options);
        for (var position = 0; position < count; position++)
        {
            var distance = options.DistanceExponent == 0 ? 1 : Math.Pow(position + 1, -options.DistanceExponent);
            ties[position] = (float)(user * distance * Math.Sqrt(weight * earlier[position].Weight));
        }

        return count;
    }

    /// <summary>What a user of this many items contributes to each tie.</summary>
    public static float UserWeight(int degree, CoEngagementOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return (float)Math.Pow(Math.Max(1, degree) + options.DegreeOffset, options.DegreeExponent);
    }
}
