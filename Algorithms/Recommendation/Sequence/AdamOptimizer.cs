using System.Numerics;

namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>
/// Steps whose size adapts to each parameter's gradients (Kingma, Ba, "Adam: a method for stochastic optimization", 2015).
/// Rows without gradient may be left out; their moments wait, as usual for sparse gradients.
/// </summary>
internal static class AdamOptimizer
{
    private const float MeanDecay = 0.9f;
    private const float VarianceDecay = 0.98f;
    private const float Epsilon = 1e-8f;
    private const int WarmUpSteps = 100;

    /// <summary>Moves parameters by their gradients; the four spans are parallel. Steps count from 1.</summary>
    public static void Update(
        Span<float> parameters, ReadOnlySpan<float> gradients, Span<float> means, Span<float> variances, float learningRate, int step)
    {
        var rate = learningRate * Math.Min(1, step / (float)WarmUpSteps) / (1 - MathF.Pow(MeanDecay, step));
        var correction = 1 / (1 - MathF.Pow(VarianceDecay, step));
        var index = 0;
        for (; index <= parameters.Length - Vector<float>.Count; index += Vector<float>.Count)
        {
            var gradient = new Vector<float>(gradients[index..]);
            var mean = (new Vector<float>(means[index..]) * MeanDecay) + (gradient * (1 - MeanDecay));
            var variance = (new Vector<float>(variances[index..]) * VarianceDecay) + (gradient * gradient * (1 - VarianceDecay));
            mean.CopyTo(means[index..]);
            variance.CopyTo(variances[index..]);
            var change = mean * rate / (Vector.SquareRoot(variance * correction) + new Vector<float>(Epsilon));
            (new Vector<float>(parameters[index..]) - change).CopyTo(parameters[index..]);
        }

        for (; index < parameters.Length; index++)
        {
            means[index] = (means[index] * MeanDecay) + (gradients[index] * (1 - MeanDecay));
            variances[index] = (variances[index] * VarianceDecay) + (gradients[index] * gradients[index] * (1 - VarianceDecay));
            parameters[index] -= means[index] * rate / (MathF.Sqrt(variances[index] * correction) + Epsilon);
        }
    }
}
