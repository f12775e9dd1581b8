using SocialCommerce.Algorithms.Text;

namespace SocialCommerce.Algorithms.Experiments;

/// <summary>
/// Random assignment without randomness: a unit (a user or a room) has one position per salt, and positions under
/// different salts are independent (Tang, Agarwal, O'Brien, Meyer, "Overlapping experiment infrastructure", 2010).
/// </summary>
public static class VariantHash
{
    /// <summary>Where a unit stands under a salt, uniform in [0, 1), the same on every machine.</summary>
    public static double Position(string salt, string unitId) =>
        StableHash.ToUnitInterval(StableHash.Of(unitId, StableHash.Of(salt)));

    /// <summary>
    /// The variant whose share of [0, 1) holds the position. Weights are not negative and need not sum to one; a weight
    /// of zero gets nobody.
    /// </summary>
    public static int Choose(double position, ReadOnlySpan<double> weights)
    {
        var total = 0.0;
        foreach (var weight in weights)
        {
            total += weight;
        }

        if (!(total > 0))
        {
            throw new ArgumentException("Some weight must be above zero.", nameof(weights));
        }

        var chosen = 0;
        var upTo = 0.0;
        for (var variant = 0; variant < weights.Length; variant++)
        {
            if (weights[variant] <= 0)
            {
                continue;
            }

            chosen = variant;
            upTo += weights[variant];
            if (position * total < upTo)
            {
                break;
            }
        }

        return chosen;
    }
}
