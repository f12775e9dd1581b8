using SocialCommerce.Algorithms.Recommendation;

namespace SocialCommerce.Algorithms.Tests.Recommendation;

public sealed class VectorSimilarityTests
{
    private static readonly int[] LeftIndexes = [1, 3, 4, 9];
    private static readonly float[] LeftValues = [1, 2, 3, 4];
    private static readonly int[] RightIndexes = [3, 4, 7, 9];
    private static readonly float[] RightValues = [1, 5, 2, 3];

    private static SparseVector Left => new(LeftIndexes, LeftValues);

    private static SparseVector Right => new(RightIndexes, RightValues);

    [Fact]
    public void Measures_TwoVectors_MatchHandComputedValues()
    {
        // Common components: (2,1) (3,5) (4,3); alone: 1 on the left, 2 on the right.
        Assert.Equal(29 / MathF.Sqrt(30 * 39), VectorSimilarity.Cosine(Left, Right), 1e-6f);
        Assert.Equal(2 / MathF.Sqrt(2 * 8), VectorSimilarity.Pearson(Left, Right), 1e-6f);
        Assert.Equal(3f / 5, VectorSimilarity.Jaccard(Left, Right), 1e-6f);
        Assert.Equal(1 / (1 + MathF.Sqrt(1 + 1 + 4 + 1 + 4)), VectorSimilarity.Euclidean(Left, Right), 1e-6f);
        Assert.Equal(1f / (1 + 1 + 1 + 2 + 1 + 2), VectorSimilarity.Manhattan(Left, Right), 1e-6f);
    }

    [Fact]
    public void Measures_SwappedVectors_AreSymmetric()
    {
        Assert.Equal(VectorSimilarity.Cosine(Left, Right), VectorSimilarity.Cosine(Right, Left));
        Assert.Equal(VectorSimilarity.Pearson(Left, Right), VectorSimilarity.Pearson(Right, Left), 1e-6f);
        Assert.Equal(VectorSimilarity.Jaccard(Left, Right), VectorSimilarity.Jaccard(Right, Left));
        Assert.Equal(VectorSimilarity.Euclidean(Left, Right), VectorSimilarity.Euclidean(Right, Left));
        Assert.Equal(VectorSimilarity.Manhattan(Left, Right), VectorSimilarity.Manhattan(Right, Left));
    }

    [Fact]
    public void Measures_VectorWithItself_AreOne()
    {
        Assert.Equal(1, VectorSimilarity.Cosine(Left, Left), 1e-6f);
        Assert.Equal(1, VectorSimilarity.Pearson(Left, Left), 1e-6f);
        Assert.Equal(1, VectorSimilarity.Jaccard(Left, Left));
        Assert.Equal(1, VectorSimilarity.Euclidean(Left, Left));
        Assert.Equal(1, VectorSimilarity.Manhattan(Left, Left));
    }

    [Fact]
    public void Measures_NothingInCommon_SayNothing()
    {
        var other = new SparseVector([2, 100], [1, 1]);

        Assert.Equal(0, VectorSimilarity.Cosine(Left, other));
        Assert.Equal(0, VectorSimilarity.Pearson(Left, other));
        Assert.Equal(0, VectorSimilarity.Jaccard(Left, other));
    }

    [Fact]
    public void Measures_EmptyVectors_AreDefined()
    {
        Assert.Equal(0, VectorSimilarity.Cosine(default, Left));
        Assert.Equal(0, VectorSimilarity.Pearson(default, default));
        Assert.Equal(0, VectorSimilarity.Jaccard(default, default));
        Assert.Equal(1, VectorSimilarity.Euclidean(default, default));
    }

    [Fact]
    public void Pearson_OppositeTastesOnCommonItems_IsMinusOne() =>
        Assert.Equal(-1, VectorSimilarity.Pearson(new([1, 2, 3], [1, 2, 3]), new([1, 2, 3], [9, 8, 7])), 1e-6f);

    [Fact]
    public void Constructor_IndexesThatDoNotAscendOrDifferInNumber_Throws()
    {
        Assert.Throws<ArgumentException>(() => new SparseVector([2, 2], [1, 1]).Count);
        Assert.Throws<ArgumentOutOfRangeException>(() => new SparseVector([1, 2], [1]).Count);
    }
}
