namespace SocialCommerce.Algorithms.Ratings;

/// <summary>
/// A score between 1 and 5 that a crowd of fresh accounts cannot move: a Bayesian average, as if some ratings of the
/// shop's mean had been there from the start, over ratings that count as far as they are believed
/// (<see cref="RatingBelief"/>), in which those that are doubted count together for at most a hundredth of all the rest.
/// <code>score = (C·m + Σ bᵢ·rᵢ + s·Σ dⱼ·rⱼ) / (C + Σ bᵢ + s·Σ dⱼ),  s = min(1, (C + Σ bᵢ) / (100 · Σ dⱼ))</code>
/// The share of the doubted is at most 1/101, so whatever any number of them say moves the score by less than
/// 4 / 101 &lt; 0.04. Bayesian average: the posterior mean under a conjugate prior, known from the weighted rating of film
/// charts; that shrinking towards the mean of all is better in sum than each mean by itself is shown by James, Stein,
/// "Estimation with quadratic loss", 1961, and explained by Efron, Morris, "Stein's paradox in statistics", 1977.
/// </summary>
public static class RobustScore
{
    /// <summary>What those who are doubted count together at the most, as a share of prior and established ratings.</summary>
    public const double DoubtedShareMax = 0.01;

    public static double Of(RatingTotals totals, RatingPrior prior)
    {
        var established = Weigh(totals, static star => star.Established);
        var doubted = Weigh(totals, static star => star.Doubted);
        var known = prior.Weight + established.Weight;
        var share = doubted.Weight == 0 ? 0 : Math.Min(1, DoubtedShareMax * known / doubted.Weight);
        return ((prior.Weight * prior.Mean) + established.Sum + (share * doubted.Sum)) / (known + (share * doubted.Weight));
    }

    internal static (double Weight, double Sum) Weigh(RatingTotals totals, Func<StarTotals, long> weight) =>
        ((double)totals.Stars.Sum(weight) / RatingBelief.Whole, (double)totals.Sum(weight) / RatingBelief.Whole);
}

/// <summary>What a product without ratings is thought to be worth, and how many believed ratings that thought is worth.</summary>
public readonly record struct RatingPrior(double Mean, double Weight)
{
    /// <summary>After ten believed ratings a product is half its own and half the shop's.</summary>
    public const double ProductWeight = 10;

    private const double ShopMean = 3;

    private const double ShopWeight = 20;

    /// <summary>Of a shop that knows nothing: the middle of the scale.</summary>
    public static readonly RatingPrior Unknown = new(ShopMean, ProductWeight);

    /// <summary>The shop's mean over what is established, itself drawn to the middle while that is little.</summary>
    public static RatingPrior Of(RatingTotals shop)
    {
        var (weight, sum) = RobustScore.Weigh(shop, static star => star.Established);
        return new RatingPrior(((ShopWeight * ShopMean) + sum) / (ShopWeight + weight), ProductWeight);
    }
}
