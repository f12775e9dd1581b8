using System.Numerics.Tensors;
using SocialCommerce.Algorithms.Numerics;

namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>The weights of a linear layer packed for both directions.</summary>
internal sealed class PackedLinear
{
    public PackedMatrix Forward { get; } = new();

    public PackedMatrix Backward { get; } = new();

    public void Pack(LinearLayout layout, ReadOnlySpan<float> parameters, bool forTraining)
    {
        var weights = MatrixView.Of(layout.Weights.In(parameters), layout.Inputs, layout.Outputs);
        Forward.Pack(weights);
        if (forTraining)
        {
            Backward.Pack(weights.Transposed);
        }
    }
}

/// <summary>y = x · W + b for a number of rows, and its gradients.</summary>
internal static class LinearLayer
{
    public static void Forward(ReadOnlySpan<float> input, PackedMatrix weights, ReadOnlySpan<float> bias, Span<float> result)
    {
        for (var start = 0; start < result.Length; start += bias.Length)
        {
            bias.CopyTo(result[start..]);
        }

        MatrixProduct.Multiply(
            MatrixView.Of(input, input.Length / weights.Rows, weights.Rows), weights, result, accumulate: true);
    }

    /// <summary>Adds to the gradients of weights and bias, and writes that of the input.</summary>
    public static void Backward(
        LinearLayout layout,
        PackedLinear weights,
        ReadOnlySpan<float> input,
        ReadOnlySpan<float> resultGradient,
        Span<float> parameterGradients,
        Span<float> inputGradient,
        PackedMatrix scratch)
    {
        var rows = input.Length / layout.Inputs;
        var bias = layout.Bias.In(parameterGradients);
        for (var start = 0; start < resultGradient.Length; start += bias.Length)
        {
            TensorPrimitives.Add(bias, resultGradient.Slice(start, bias.Length), bias);
        }

        var gradient = MatrixView.Of(resultGradient, rows, layout.Outputs);
        scratch.Pack(gradient);
        MatrixProduct.Multiply(
            MatrixView.Of(input, rows, layout.Inputs).Transposed,
            scratch,
            layout.Weights.In(parameterGradients),
            accumulate: true);
        MatrixProduct.Multiply(gradient, weights.Backward, inputGradient);
    }
}
