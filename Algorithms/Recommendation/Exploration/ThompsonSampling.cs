using MathNet.Numerics.Distributions;
using SocialCommerce.Algorithms.Text;

namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>A product that is being tried: how often it was shown and how often that led to an action.</summary>
public sealed record ExplorationArm(string ProductId, int Impressions, int Clicks, DateTimeOffset CreatedAt);

/// <summary>
/// Chooses which new products to try: Thompson sampling with a Beta posterior over clicks per impression (Thompson, "On
/// the likelihood that one unknown probability exceeds another in view of the evidence of two samples", 1933; Chapelle,
/// Li, "An empirical evaluation of Thompson sampling", 2011). Until a product has had its quota of impressions it goes
/// before all that have, the least shown first. Deterministic by seed.
/// </summary>
public static class ThompsonSampling
{
    /// <summary>Impressions that every new product gets, traffic permitting, before its clicks decide.</summary>
    public const int Quota = 20;

    // One click in ten impressions, known as badly as ten impressions tell it.
    private const double PriorClicks = 1;
    private const double PriorMisses = 9;

    /// <summary>The arms to try, the most wanted first, at most <paramref name="limit"/>.</summary>
    public static IReadOnlyList<Weighted<string>> Choose(
        IReadOnlyList<ExplorationArm> arms, ulong seed, int limit, Predicate<string>? isExcluded = null)
    {
        ArgumentNullException.ThrowIfNull(arms);
#pragma warning disable CA5394 // Repeatable by seed is what is wanted; nothing secret hangs on it.
        var random = new Random((int)StableHash.Mix(seed));
#pragma warning restore CA5394
        var chosen = new List<(ExplorationArm Arm, float Sample)>(arms.Count);
        foreach (var arm in arms)
        {
            var sample = (float)Beta.Sample(random, PriorClicks + arm.Clicks, PriorMisses + Math.Max(0, arm.Impressions - arm.Clicks));
            if (isExcluded?.Invoke(arm.ProductId) != true)
            {
                chosen.Add((arm, sample));
            }
        }

        return
        [
            .. chosen
                .OrderBy(static entry => Math.Min(entry.Arm.Impressions, Quota))
                .ThenByDescending(static entry => entry.Sample)
                .ThenBy(static entry => entry.Arm.ProductId, StringComparer.Ordinal)
                .Take(limit)
                .Select(static entry => new Weighted<string>(entry.Arm.ProductId, entry.Sample)),
        ];
    }

    /// <summary>
    /// How many of a list's places are for trying: the share of the limit, its fraction by lot, so that short lists try
    /// now and then.
    /// </summary>
    public static int SlotsOf(int limit, float share, ulong seed)
    {
        var slots = limit * share;
        var whole = (int)slots;
        return whole + (StableHash.ToUnitInterval(StableHash.Mix(~seed)) < slots - whole ? 1 : 0);
    }
}
