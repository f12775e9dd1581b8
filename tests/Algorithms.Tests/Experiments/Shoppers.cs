using MathNet.Numerics.Distributions;
using SocialCommerce.Algorithms.Experiments;

namespace SocialCommerce.Algorithms.Tests.Experiments;

/// <summary>Units whose clicks are counts with a long tail, as those of people are.</summary>
internal sealed class Shoppers(int seed)
{
    private readonly Random _random = new(seed);

    public double NextDouble() => _random.NextDouble();

    /// <summary>Clicks before and during an experiment: few people click much, before as well as after.</summary>
    public (double Before, double During) Next(double lift = 0)
    {
        var taste = Gamma.Sample(_random, shape: 1.5, rate: 0.75);
        return (Poisson.Sample(_random, taste), Poisson.Sample(_random, taste * (1 + lift)));
    }

    /// <summary>Adds units to two variants by the toss of a coin.</summary>
    public void Fill(UnitMoments[] variants, int units, double lift = 0)
    {
        for (var unit = 0; unit < units; unit++)
        {
            var variant = _random.Next(variants.Length);
            var (before, during) = Next(variant == 0 ? 0 : lift);
            variants[variant] = variants[variant].Add(before, during);
        }
    }
}
