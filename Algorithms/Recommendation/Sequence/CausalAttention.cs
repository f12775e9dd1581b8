using System.Numerics.Tensors;

namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>
/// Multi-head attention of every position to itself and the earlier ones of its sequence (Vaswani et al., "Attention is all
/// you need", 2017), with a learned bias per head and distance (Raffel et al., "Exploring the limits of transfer learning",
/// 2020) as the only knowledge of position. Rows of query, key and value stand side by side, sequences one after another.
/// </summary>
internal sealed class CausalAttention(int dimensions, int heads, int lengthMax)
{
    private readonly int _width = dimensions / heads;
    private readonly float _scale = 1 / MathF.Sqrt((float)dimensions / heads);

    /// <summary>Weights that a sequence of this length has in all heads.</summary>
    public int WeightCount(int length) => heads * length * (length + 1) / 2;

    /// <summary>Writes the context of every position, and the attention weights for the way back.</summary>
    public void Forward(
        ReadOnlySpan<int> lengths, ReadOnlySpan<float> inputs, ReadOnlySpan<float> bias, Span<float> weights, Span<float> context)
    {
        context.Clear();
        var (start, used) = (0, 0);
        foreach (var length in lengths)
        {
            for (var head = 0; head < heads; head++)
            {
                var distances = bias.Slice(head * lengthMax, lengthMax);
                for (var position = 0; position < length; position++)
                {
                    var row = weights.Slice(used, position + 1);
                    Attend(inputs, start, position, head, distances, row);
                    var target = context.Slice(((start + position) * dimensions) + (head * _width), _width);
                    for (var earlier = 0; earlier <= position; earlier++)
                    {
                        TensorPrimitives.MultiplyAdd(Part(inputs, start + earlier, 2, head), row[earlier], target, target);
                    }

                    used += row.Length;
                }
            }

            start += length;
        }
    }

    /// <summary>Writes the gradient of the inputs, and adds to that of the bias.</summary>
    public void Backward(
        ReadOnlySpan<int> lengths,
        ReadOnlySpan<float> inputs,
        ReadOnlySpan<float> weights,
        ReadOnlySpan<float> contextGradient,
        Span<float> inputGradient,
        Span<float> biasGradient)
    {
        inputGradient.Clear();
        Span<float> logits = stackalloc float[lengthMax];
        var (start, used) = (0, 0);
        foreach (var length in lengths)
        {
            for (var head = 0; head < heads; head++)
            {
                var distances = biasGradient.Slice(head * lengthMax, lengthMax);
                for (var position = 0; position < length; position++)
                {
                    var row = weights.Slice(used, position + 1);
                    var gradient = contextGradient.Slice(((start + position) * dimensions) + (head * _width), _width);
                    var rowGradient = logits[..row.Length];
                    BackThroughValues(inputs, inputGradient, start, head, row, gradient, rowGradient);
                    BackThroughSoftmax(row, rowGradient);
                    BackThroughLogits(inputs, inputGradient, start, head, rowGradient, distances);
                    used += row.Length;
                }
            }

            start += length;
        }
    }

    private void Attend(
        ReadOnlySpan<float> inputs, int start, int position, int head, ReadOnlySpan<float> distances, Span<float> row)
    {
        var query = Part(inputs, start + position, 0, head);
        for (var earlier = 0; earlier <= position; earlier++)
        {
            row[earlier] = (TensorPrimitives.Dot(query, Part(inputs, start + earlier, 1, head)) * _scale)
                + distances[position - earlier];
        }

        TensorPrimitives.Subtract(row, TensorPrimitives.Max<float>(row), row);
        TensorPrimitives.Exp(row, row);
        TensorPrimitives.Divide(row, TensorPrimitives.Sum<float>(row), row);
    }

    private void BackThroughValues(
        ReadOnlySpan<float> inputs,
        Span<float> inputGradient,
        int start,
        int head,
        ReadOnlySpan<float> row,
        ReadOnlySpan<float> gradient,
        Span<float> rowGradient)
    {
        for (var earlier = 0; earlier < row.Length; earlier++)
        {
            rowGradient[earlier] = TensorPrimitives.Dot(gradient, Part(inputs, start + earlier, 2, head));
            var value = Part(inputGradient, start + earlier, 2, head);
            TensorPrimitives.MultiplyAdd(gradient, row[earlier], value, value);
        }
    }

    private static void BackThroughSoftmax(ReadOnlySpan<float> row, Span<float> gradient)
    {
        TensorPrimitives.Subtract(gradient, TensorPrimitives.Dot(row, gradient), gradient);
        TensorPrimitives.Multiply(row, gradient, gradient);
    }

    private void BackThroughLogits(
        ReadOnlySpan<float> inputs,
        Span<float> inputGradient,
        int start,
        int head,
        ReadOnlySpan<float> rowGradient,
        Span<float> distances)
    {
        var position = rowGradient.Length - 1;
        var query = Part(inputs, start + position, 0, head);
        var queryGradient = Part(inputGradient, start + position, 0, head);
        for (var earlier = 0; earlier <= position; earlier++)
        {
            distances[position - earlier] += rowGradient[earlier];
            var factor = rowGradient[earlier] * _scale;
            var keyGradient = Part(inputGradient, start + earlier, 1, head);
            TensorPrimitives.MultiplyAdd(Part(inputs, start + earlier, 1, head), factor, queryGradient, queryGradient);
            TensorPrimitives.MultiplyAdd(query, factor, keyGradient, keyGradient);
        }
    }

    // Which is 0 for the query, 1 for the key, 2 for the value.
    private ReadOnlySpan<float> Part(ReadOnlySpan<float> rows, int row, int which, int head) =>
        rows.Slice((((row * 3) + which) * dimensions) + (head * _width), _width);

    private Span<float> Part(Span<float> rows, int row, int which, int head) =>
        rows.Slice((((row * 3) + which) * dimensions) + (head * _width), _width);
}
