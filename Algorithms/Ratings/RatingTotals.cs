using System.Collections.Immutable;

namespace SocialCommerce.Algorithms.Ratings;

/// <summary>
/// All that a score needs to know of any number of ratings, as whole numbers: adding and removing are exact, in any order.
/// </summary>
public sealed record RatingTotals
{
    public const int StarsMax = 5;

    public static readonly RatingTotals None = new([.. Enumerable.Repeat(default(StarTotals), StarsMax)]);

    private RatingTotals(ImmutableArray<StarTotals> stars) => Stars = stars;

    /// <summary>For one star first.</summary>
    public ImmutableArray<StarTotals> Stars { get; }

    public long Count => Stars.Sum(static star => star.Count);

    /// <summary>The plain mean, in which every rating counts the same; 0 for none.</summary>
    public double Average
    {
        get
        {
            var count = Count;
            return count == 0 ? 0 : (double)Sum(static star => star.Count) / count;
        }
    }

    public static RatingTotals Of(IEnumerable<(int Rating, StarTotals Totals)> stars) =>
        stars.Aggregate(None, static (totals, star) => totals.Add(star.Rating, star.Totals));

    public RatingTotals Add(int rating, int belief) => Add(rating, StarTotals.Of(belief));

    public RatingTotals Add(RatingTotals other) =>
        other.Stars.Select(static (star, index) => (Rating: index + 1, Star: star))
            .Aggregate(this, static (totals, next) => totals.Add(next.Rating, next.Star));

    public RatingTotals Remove(int rating, int belief)
    {
        var one = StarTotals.Of(belief);
        return Add(rating, new StarTotals(-one.Count, -one.Established, -one.Doubted));
    }

    public bool Equals(RatingTotals? other) => other is not null && Stars.AsSpan().SequenceEqual(other.Stars.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Stars[0], Stars[1], Stars[2], Stars[3], Stars[4]);

    /// <summary>The sum over all ratings of stars times a weight.</summary>
    internal long Sum(Func<StarTotals, long> weight)
    {
        var sum = 0L;
        for (var index = 0; index < Stars.Length; index++)
        {
            sum += (index + 1) * weight(Stars[index]);
        }

        return sum;
    }

    private RatingTotals Add(int rating, StarTotals added)
    {
        var known = Stars[rating - 1];
        return new RatingTotals(Stars.SetItem(rating - 1, new StarTotals(
            known.Count + added.Count, known.Established + added.Established, known.Doubted + added.Doubted)));
    }
}

/// <summary>The ratings of one number of stars.</summary>
/// <param name="Established">The belief in those that stand on their own, in millionths.</param>
/// <param name="Doubted">The belief in the others.</param>
public readonly record struct StarTotals(long Count, long Established, long Doubted)
{
    public static StarTotals Of(int belief) => belief >= RatingBelief.Established
        ? new StarTotals(1, belief, 0)
        : new StarTotals(1, 0, belief);
}
