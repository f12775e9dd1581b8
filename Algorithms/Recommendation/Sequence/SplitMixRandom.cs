using SocialCommerce.Algorithms.Text;

namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>
/// Random numbers whose whole state is one number (Steele, Lea, Flood, "Fast splittable pseudorandom number generators",
/// 2014), so that any point of a training can be reached again by its seed.
/// </summary>
internal struct SplitMixRandom(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A seed for one purpose at one time of what was seeded with <paramref name="seed"/>.</summary>
    public static ulong Derive(ulong seed, ulong purpose, ulong time) =>
        StableHash.Mix(StableHash.Mix(StableHash.Mix(seed) ^ purpose) ^ time);

    public ulong Next() => StableHash.Mix(_state += 0x9E3779B97F4A7C15);

    /// <summary>Between 0 and <paramref name="exclusiveMax"/> − 1.</summary>
    public int NextInt(int exclusiveMax) => (int)Math.BigMul(Next(), (ulong)exclusiveMax, out _);

    /// <summary>From 0 to below 1.</summary>
    public float NextUnit() => (Next() >> 40) * (1f / (1 << 24));

    public void Shuffle(Span<int> values)
    {
        for (var last = values.Length - 1; last > 0; last--)
        {
            var other = NextInt(last + 1);
            (values[last], values[other]) = (values[other], values[last]);
        }
    }
}
