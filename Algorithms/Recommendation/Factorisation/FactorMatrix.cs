using System.Numerics.Tensors;
using SocialCommerce.Algorithms.Text;

namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>A dense matrix of vectors of one length, row by row in one array.</summary>
internal sealed class FactorMatrix(int dimensions, float[] values)
{
    /// <summary>A matrix of zeros.</summary>
    public FactorMatrix(int count, int dimensions)
        : this(dimensions, new float[checked(count * dimensions)])
    {
    }

    public int Count => values.Length / dimensions;

    public int Dimensions => dimensions;

    public float[] Values => values;

    public Span<float> Row(int row) => values.AsSpan(row * dimensions, dimensions);

    /// <summary>Vectors of random direction and this length on average, which depend on the seed and the shape alone.</summary>
    public static FactorMatrix Random(int count, int dimensions, ulong seed, float length)
    {
        // A uniform value of −1 to 1 has variance 1/3.
        var range = length * MathF.Sqrt(3f / dimensions);
        var matrix = new FactorMatrix(count, dimensions);
        var state = StableHash.Mix(seed);
        for (var slot = 0; slot < matrix.Values.Length; slot++)
        {
            state = StableHash.Mix(state);
            matrix.Values[slot] = (float)((2 * StableHash.ToUnitInterval(state)) - 1) * range;
        }

        return matrix;
    }

    /// <summary>Σ h hᵀ over all rows, times a factor: <see cref="Dimensions"/> squared.</summary>
    public FactorMatrix Gramian(float factor)
    {
        var gramian = new FactorMatrix(dimensions, dimensions);
        for (var row = 0; row < Count; row++)
        {
            var values = Row(row);
            for (var column = 0; column < dimensions; column++)
            {
                var target = gramian.Row(column);
                TensorPrimitives.MultiplyAdd(values, values[column], target, target);
            }
        }

        TensorPrimitives.Multiply(gramian.Values, factor, gramian.Values);
        return gramian;
    }
}
