using System.Numerics.Tensors;

namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>One step of learning per request: the gradient of the softmax cross-entropy over its candidates, and Adam.</summary>
internal sealed class RankerGradient(RankerParameters current, RankerParameters start, float retention)
{
    private readonly RankerParameters _gradient = new(current.Inputs, current.Hidden);
    private readonly float[] _means = new float[current.Weights.Length];
    private readonly float[] _variances = new float[current.Weights.Length];
    private readonly float[] _drawn = new float[current.Weights.Length];
    private int _steps;

    public void Step(RankerExample example, float learningRate)
    {
        var count = example.Rows.Length / current.Inputs;
        var inputs = new float[example.Rows.Length];
        var hidden = new float[count * current.Hidden];
        var errors = new float[count];
        for (var row = 0; row < count; row++)
        {
            var input = inputs.AsSpan(row * current.Inputs, current.Inputs);
            current.Standardise(example.Rows.AsSpan(row * current.Inputs, current.Inputs), input);
            errors[row] = current.Logit(input, hidden.AsSpan(row * current.Hidden, current.Hidden));
        }

        // Of the differences to the highest: large scores would overflow.
        TensorPrimitives.Subtract(errors, TensorPrimitives.Max<float>(errors), errors);
        TensorPrimitives.SoftMax<float>(errors, errors);
        errors[example.Label] -= 1;
        Array.Clear(_gradient.Weights);
        for (var row = 0; row < count; row++)
        {
            Accumulate(
                errors[row], inputs.AsSpan(row * current.Inputs, current.Inputs), hidden.AsSpan(row * current.Hidden, current.Hidden));
        }

        DrawBack();
        AdamOptimizer.Update(current.Weights, _gradient.Weights, _means, _variances, learningRate, ++_steps);
    }

    private void Accumulate(float error, ReadOnlySpan<float> input, ReadOnlySpan<float> hidden)
    {
        TensorPrimitives.MultiplyAdd(input, error, _gradient.Direct, _gradient.Direct);
        _gradient.Bias += error;
        TensorPrimitives.MultiplyAdd(hidden, error, _gradient.UnitOutputs, _gradient.UnitOutputs);
        for (var unit = 0; unit < current.Hidden; unit++)
        {
            if (hidden[unit] > 0)
            {
                var blame = error * current.UnitOutputs[unit];
                _gradient.UnitBiases[unit] += blame;
                TensorPrimitives.MultiplyAdd(input, blame, _gradient.UnitWeights(unit), _gradient.UnitWeights(unit));
            }
        }
    }

    private void DrawBack()
    {
        TensorPrimitives.Subtract<float>(current.Weights, start.Weights, _drawn);
        TensorPrimitives.MultiplyAdd<float>(_drawn, retention, _gradient.Weights, _gradient.Weights);
    }
}
