using System.Numerics.Tensors;

namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>
/// Silences activations by chance while training and scales up the rest (Srivastava et al., "Dropout: a simple way to prevent
/// neural networks from overfitting", 2014). The rate is rounded to 256ths.
/// </summary>
internal static class Dropout
{
    private const int BytesPerDraw = sizeof(ulong);

    /// <summary>Draws a factor, 0 or 1 / (1 − rate), for every activation.</summary>
    public static void Draw(float rate, Span<float> factors, ref SplitMixRandom random)
    {
        var silenced = (int)MathF.Round(rate * 256);
        var scale = 256f / (256 - silenced);
        for (var start = 0; start < factors.Length; start += BytesPerDraw)
        {
            var bits = random.Next();
            foreach (ref var factor in factors.Slice(start, Math.Min(BytesPerDraw, factors.Length - start)))
            {
                factor = (byte)bits < silenced ? 0 : scale;
                bits >>= 8;
            }
        }
    }

    /// <summary>Multiplies by the factors, on the way forward and on the way back alike; without factors does nothing.</summary>
    public static void Apply(ReadOnlySpan<float> factors, Span<float> activations)
    {
        if (factors.Length > 0)
        {
            TensorPrimitives.Multiply(activations, factors, activations);
        }
    }
}
