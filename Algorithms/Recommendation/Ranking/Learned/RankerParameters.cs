using System.Numerics.Tensors;

namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>The numbers of a <see cref="RankerNetwork"/>: w, b, U, c and v in one array, and how inputs are standardised.</summary>
internal sealed class RankerParameters
{
    public RankerParameters(int inputs, int hidden)
    {
        Inputs = inputs;
        Hidden = hidden;
        Means = new float[inputs];
        Scales = new float[inputs];
        Array.Fill(Scales, 1);
        Weights = new float[inputs + 1 + (hidden * (inputs + 2))];
    }

    public int Inputs { get; }

    public int Hidden { get; }

    public float[] Means { get; }

    /// <summary>What a centred input is multiplied by.</summary>
    public float[] Scales { get; }

    public float[] Weights { get; }

    public bool AreFinite => TensorPrimitives.IsFiniteAll<float>(Means) && TensorPrimitives.IsFiniteAll<float>(Scales)
        && TensorPrimitives.IsFiniteAll<float>(Weights);

    /// <summary>w, the weights of the inputs themselves.</summary>
    public Span<float> Direct => Weights.AsSpan(0, Inputs);

    public ref float Bias => ref Weights[Inputs];

    /// <summary>A row of U.</summary>
    public Span<float> UnitWeights(int unit) => Weights.AsSpan(Inputs + 1 + (unit * Inputs), Inputs);

    /// <summary>c, one per unit.</summary>
    public Span<float> UnitBiases => Weights.AsSpan(Inputs + 1 + (Hidden * Inputs), Hidden);

    /// <summary>v, one per unit.</summary>
    public Span<float> UnitOutputs => Weights.AsSpan(Inputs + 1 + (Hidden * (Inputs + 1)), Hidden);

    public void Standardise(ReadOnlySpan<float> row, Span<float> input)
    {
        TensorPrimitives.Subtract(row, Means, input);
        TensorPrimitives.Multiply(input, Scales, input);
    }

    /// <summary>The score before the sigmoid; leaves what the units answer in <paramref name="hidden"/>.</summary>
    public float Logit(ReadOnlySpan<float> input, Span<float> hidden)
    {
        for (var unit = 0; unit < Hidden; unit++)
        {
            hidden[unit] = Math.Max(0, TensorPrimitives.Dot(input, UnitWeights(unit)) + UnitBiases[unit]);
        }

        return TensorPrimitives.Dot(input, Direct) + Bias + TensorPrimitives.Dot(hidden, UnitOutputs);
    }

    public RankerParameters Copy()
    {
        var copy = new RankerParameters(Inputs, Hidden);
        Means.CopyTo(copy.Means, 0);
        Scales.CopyTo(copy.Scales, 0);
        Weights.CopyTo(copy.Weights, 0);
        return copy;
    }
}
