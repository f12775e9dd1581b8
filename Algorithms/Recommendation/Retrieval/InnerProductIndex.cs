using System.Numerics.Tensors;

namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>
/// The products whose vectors have the largest inner product with a query, without looking at all of them. Vectors get one
/// more coordinate so that all are equally long, which turns inner products into angles (Bachrach et al., "Speeding up the
/// Xbox recommender system using a Euclidean transformation for inner-product spaces", 2014), and are filed under the
/// nearest of √n centres found by spherical k-means; a query looks into the most promising cells only. Small sets are
/// searched whole. Immutable and safe to use from many threads.
/// </summary>
public sealed class InnerProductIndex
{
    /// <summary>Up to this many vectors every search is exact.</summary>
    public const int ExactMax = 4_096;

    /// <summary>Share of the cells that a search looks into unless told otherwise.</summary>
    public const float DefaultProbedShare = 0.15f;

    private readonly float[] _vectors;
    private readonly int[] _items;
    private readonly float[] _centres;
    private readonly int[] _cellStarts;
    private readonly int _dimensions;

    private InnerProductIndex(float[] vectors, int[] items, float[] centres, int[] cellStarts, int dimensions)
    {
        _vectors = vectors;
        _items = items;
        _centres = centres;
        _cellStarts = cellStarts;
        _dimensions = dimensions;
    }

    public int Count => _items.Length;

    public int CellCount => _cellStarts.Length - 1;

    /// <summary>Files <paramref name="count"/> vectors, whose keys are their places. The same seed gives the same index.</summary>
    public static InnerProductIndex Build(
        int count, int dimensions, Func<int, ReadOnlyMemory<float>> vectorOf, ulong seed, int exactMax = ExactMax)
    {
        ArgumentNullException.ThrowIfNull(vectorOf);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfLessThan(dimensions, 1);
        var vectors = new float[count * dimensions];
        for (var item = 0; item < count; item++)
        {
            vectorOf(item).Span.CopyTo(vectors.AsSpan(item * dimensions, dimensions));
        }

        return count <= exactMax
            ? new InnerProductIndex(vectors, [.. Enumerable.Range(0, count)], new float[dimensions + 1], [0, count], dimensions)
            : BuildCells(vectors, dimensions, seed);
    }

    /// <summary>
    /// The <paramref name="limit"/> best of the cells looked into, the best first; equal scores go to the lower item.
    /// A share of 1 makes the search exact.
    /// </summary>
    public Weighted<int>[] Search(
        ReadOnlySpan<float> query, int limit, Predicate<int>? isExcluded = null, float probedShare = DefaultProbedShare)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(query.Length, _dimensions);
        var best = new TopK<int>(limit);
        foreach (var cell in CellsFor(query, probedShare))
        {
            Scan(query, cell, best, isExcluded);
        }

        return best.Descending();
    }

    private static InnerProductIndex BuildCells(float[] vectors, int dimensions, ulong seed)
    {
        var count = vectors.Length / dimensions;
        var augmented = SphericalKMeans.Augment(vectors, dimensions);
        var (centres, cellOf) = SphericalKMeans.Cluster(
            augmented, dimensions + 1, (int)Math.Sqrt(count), seed);
        var order = Enumerable.Range(0, count).OrderBy(item => cellOf[item]).ToArray();
        var starts = new int[(centres.Length / (dimensions + 1)) + 1];
        var sorted = new float[vectors.Length];
        for (var slot = 0; slot < count; slot++)
        {
            starts[cellOf[order[slot]] + 1]++;
            vectors.AsSpan(order[slot] * dimensions, dimensions).CopyTo(sorted.AsSpan(slot * dimensions));
        }

        for (var cell = 1; cell < starts.Length; cell++)
        {
            starts[cell] += starts[cell - 1];
        }

        return new InnerProductIndex(sorted, order, centres, starts, dimensions);
    }

    private IEnumerable<int> CellsFor(ReadOnlySpan<float> query, float probedShare)
    {
        var wanted = Math.Clamp((int)Math.Ceiling(CellCount * probedShare), 1, CellCount);
        if (wanted == CellCount)
        {
            return Enumerable.Range(0, CellCount);
        }

        // The query's own extra coordinate is zero.
        var nearest = new TopK<int>(wanted);
        for (var cell = 0; cell < CellCount; cell++)
        {
            var centre = _centres.AsSpan(cell * (_dimensions + 1), _dimensions);
            nearest.Offer(cell, TensorPrimitives.Dot(query, centre));
        }

        return nearest.Descending().Select(entry => entry.Key);
    }

    private void Scan(ReadOnlySpan<float> query, int cell, TopK<int> best, Predicate<int>? isExcluded)
    {
        for (var slot = _cellStarts[cell]; slot < _cellStarts[cell + 1]; slot++)
        {
            var score = TensorPrimitives.Dot(query, _vectors.AsSpan(slot * _dimensions, _dimensions));
            if (best.IsPlausible(score) && isExcluded?.Invoke(_items[slot]) != true)
            {
                best.Offer(_items[slot], score);
            }
        }
    }
}
