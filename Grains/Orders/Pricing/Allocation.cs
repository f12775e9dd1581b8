namespace SocialCommerce.Grains.Orders.Pricing;

/// <summary>Shares an amount out so that the parts add up to it exactly.</summary>
internal static class Allocation
{
    /// <summary>
    /// Pro rata by the largest remainder: everybody gets the whole units of their exact share, and the units that are left
    /// go one each to the largest remainders, of equal ones to the first. No share is more than its weight while the amount
    /// is not more than the weights together.
    /// </summary>
    public static ImmutableArray<long> ByLargestRemainder(long amount, IReadOnlyList<long> weights)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(amount);
        var sum = weights.Aggregate(Int128.Zero, static (total, weight) => total + weight);
        if (sum == 0)
        {
            ArgumentOutOfRangeException.ThrowIfNotEqual(amount, 0);
            return [.. weights.Select(static _ => 0L)];
        }

        var shares = weights.Select(weight => (long)((Int128)amount * weight / sum)).ToArray();
        var left = (int)(amount - shares.Sum());
        foreach (var index in Enumerable.Range(0, shares.Length).OrderByDescending(index => (Int128)amount * weights[index] % sum).Take(left))
        {
            shares[index]++;
        }

        return [.. shares];
    }
}
