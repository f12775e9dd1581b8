using System.Numerics.Tensors;

namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>
/// Brings rows to one length. With √d this is the normalisation by root mean square in front of a layer (Zhang, Sennrich,
/// "Root mean square layer normalization", 2019); with 1 it makes dot products cosines.
/// </summary>
internal static class RowNorm
{
    // A row of zeros stays one instead of becoming undefined.
    private const float SquaresMin = 1e-12f;

    /// <summary>result = input · length / |input| row by row; the factors are kept for the way back.</summary>
    public static void Forward(
        ReadOnlySpan<float> input, int dimensions, float length, Span<float> result, Span<float> factors)
    {
        for (var row = 0; row * dimensions < input.Length; row++)
        {
            var from = input.Slice(row * dimensions, dimensions);
            factors[row] = length / MathF.Sqrt(TensorPrimitives.SumOfSquares(from) + SquaresMin);
            TensorPrimitives.Multiply(from, factors[row], result.Slice(row * dimensions, dimensions));
        }
    }

    /// <summary>Adds to the gradient of the input what that of the result gives; overwrites the latter.</summary>
    public static void Backward(
        ReadOnlySpan<float> result,
        int dimensions,
        float length,
        ReadOnlySpan<float> factors,
        Span<float> resultGradient,
        Span<float> inputGradient)
    {
        for (var row = 0; row * dimensions < result.Length; row++)
        {
            var value = result.Slice(row * dimensions, dimensions);
            var gradient = resultGradient.Slice(row * dimensions, dimensions);
            var along = TensorPrimitives.Dot(value, gradient) / (length * length);
            var target = inputGradient.Slice(row * dimensions, dimensions);
            TensorPrimitives.MultiplyAdd(value, -along, gradient, gradient);
            TensorPrimitives.MultiplyAdd(gradient, factors[row], target, target);
        }
    }
}
