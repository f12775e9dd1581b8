using System.Numerics.Tensors;
using SocialCommerce.Algorithms.Text;

namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>
/// Clusters unit vectors by angle (Dhillon, Modha, "Concept decompositions for large sparse text data using clustering",
/// 2001), the centres learned on a sample.
/// </summary>
internal static class SphericalKMeans
{
    private const int Rounds = 8;
    private const int SamplesPerCentre = 64;

    /// <summary>Scales vectors to at most length one and adds the coordinate that makes each exactly one long.</summary>
    public static float[] Augment(ReadOnlySpan<float> vectors, int dimensions)
    {
        var count = vectors.Length / dimensions;
        var longest = 0f;
        for (var row = 0; row < count; row++)
        {
            longest = Math.Max(longest, TensorPrimitives.Norm(vectors.Slice(row * dimensions, dimensions)));
        }

        var augmented = new float[count * (dimensions + 1)];
        for (var row = 0; longest > 0 && row < count; row++)
        {
            var target = augmented.AsSpan(row * (dimensions + 1), dimensions + 1);
            TensorPrimitives.Divide(vectors.Slice(row * dimensions, dimensions), longest, target[..dimensions]);
            target[dimensions] = MathF.Sqrt(Math.Max(0, 1 - TensorPrimitives.SumOfSquares<float>(target[..dimensions])));
        }

        return augmented;
    }

    /// <summary>The centres, row by row, and the centre of each vector.</summary>
    public static (float[] Centres, int[] CellOf) Cluster(float[] vectors, int dimensions, int cells, ulong seed)
    {
        var count = vectors.Length / dimensions;
        var sample = Enumerable.Range(0, count).ToArray();
        new Random((int)StableHash.Mix(seed)).Shuffle(sample);
        sample = sample[..Math.Min(count, cells * SamplesPerCentre)];
        var centres = new float[cells * dimensions];
        for (var cell = 0; cell < cells; cell++)
        {
            vectors.AsSpan(sample[cell] * dimensions, dimensions).CopyTo(centres.AsSpan(cell * dimensions));
        }

        for (var round = 0; round < Rounds; round++)
        {
            MoveCentres(vectors, dimensions, sample, centres);
        }

        var cellOf = new int[count];
        Parallel.For(0, count, row => cellOf[row] = Nearest(vectors.AsSpan(row * dimensions, dimensions), centres));
        return (centres, cellOf);
    }

    // A centre that nobody is near to stays where it is.
    private static void MoveCentres(float[] vectors, int dimensions, int[] sample, float[] centres)
    {
        var nearest = new int[sample.Length];
        Parallel.For(0, sample.Length, index =>
            nearest[index] = Nearest(vectors.AsSpan(sample[index] * dimensions, dimensions), centres));
        var sums = new float[centres.Length];
        for (var index = 0; index < sample.Length; index++)
        {
            var sum = sums.AsSpan(nearest[index] * dimensions, dimensions);
            TensorPrimitives.Add(sum, vectors.AsSpan(sample[index] * dimensions, dimensions), sum);
        }

        for (var start = 0; start < centres.Length; start += dimensions)
        {
            var sum = sums.AsSpan(start, dimensions);
            var norm = TensorPrimitives.Norm<float>(sum);
            if (norm > 0)
            {
                TensorPrimitives.Divide(sum, norm, centres.AsSpan(start, dimensions));
            }
        }
    }

    private static int Nearest(ReadOnlySpan<float> vector, float[] centres)
    {
        var best = 0;
        var highest = float.NegativeInfinity;
        for (var cell = 0; cell * vector.Length < centres.Length; cell++)
        {
            var cosine = TensorPrimitives.Dot(vector, centres.AsSpan(cell * vector.Length, vector.Length));
            if (cosine > highest)
            {
                (best, highest) = (cell, cosine);
            }
        }

        return best;
    }
}
