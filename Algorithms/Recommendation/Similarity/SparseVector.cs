using System.Numerics.Tensors;

namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>A vector most of whose components are 0: the indexes of the others, ascending, and their values.</summary>
public readonly ref struct SparseVector
{
    /// <summary>A view of the two spans, which have the same length; indexes must ascend and not repeat.</summary>
    public SparseVector(ReadOnlySpan<int> indexes, ReadOnlySpan<float> values)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, indexes.Length);
        for (var place = 1; place < indexes.Length; place++)
        {
            if (indexes[place] <= indexes[place - 1])
            {
                throw new ArgumentException("Indexes must ascend.", nameof(indexes));
            }
        }

        Indexes = indexes;
        Values = values;
    }

    public ReadOnlySpan<int> Indexes { get; }

    public ReadOnlySpan<float> Values { get; }

    /// <summary>Number of components that are stored.</summary>
    public int Count => Indexes.Length;

    internal float Sum => TensorPrimitives.Sum(Values);

    internal float SumOfSquares => TensorPrimitives.SumOfSquares(Values);
}
