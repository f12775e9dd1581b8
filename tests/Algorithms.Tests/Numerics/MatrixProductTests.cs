using SocialCommerce.Algorithms.Numerics;

namespace SocialCommerce.Algorithms.Tests.Numerics;

public sealed class MatrixProductTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(8, 16, 32)]
    [InlineData(7, 64, 33)]
    [InlineData(50, 64, 192)]
    [InlineData(9, 600, 65)]
    [InlineData(17, 257, 31)]
    public void Multiply_AnyShape_IsTheNaiveProduct(int rows, int depth, int columns)
    {
        var (left, right) = (Values(rows * depth, seed: 1), Values(depth * columns, seed: 2));
        var packed = new PackedMatrix(MatrixView.Of(right, depth, columns));
        var result = new float[rows * columns];

        MatrixProduct.Multiply(MatrixView.Of(left, rows, depth), packed, result);

        AssertClose(Naive(left, right, rows, depth, columns), result);
    }

    [Fact]
    public void Multiply_TransposedFactors_IsTheProductOfTheTransposes()
    {
        const int Rows = 13, Depth = 21, Columns = 40;
        var (left, right) = (Values(Rows * Depth, seed: 3), Values(Depth * Columns, seed: 4));
        var packed = new PackedMatrix(MatrixView.Of(Transpose(right, Depth, Columns), Columns, Depth).Transposed);
        var result = new float[Rows * Columns];

        MatrixProduct.Multiply(MatrixView.Of(Transpose(left, Rows, Depth), Depth, Rows).Transposed, packed, result);

        AssertClose(Naive(left, right, Rows, Depth, Columns), result);
    }

    [Fact]
    public void Multiply_Accumulating_AddsToWhatIsThere()
    {
        const int Rows = 10, Depth = 300, Columns = 50;
        var (left, right) = (Values(Rows * Depth, seed: 5), Values(Depth * Columns, seed: 6));
        var result = Values(Rows * Columns, seed: 7);
        var expected = Naive(left, right, Rows, Depth, Columns).Zip(result, (product, before) => product + before).ToArray();

        MatrixProduct.Multiply(
            MatrixView.Of(left, Rows, Depth), new PackedMatrix(MatrixView.Of(right, Depth, Columns)), result, accumulate: true);

        AssertClose(expected, result);
    }

    [Fact]
    public void Multiply_StridedResult_LeavesTheGapsAlone()
    {
        const int Rows = 9, Depth = 5, Columns = 33, Stride = 48;
        var (left, right) = (Values(Rows * Depth, seed: 8), Values(Depth * Columns, seed: 9));
        var result = new float[Rows * Stride];
        Array.Fill(result, 42);

        MatrixProduct.Multiply(
            MatrixView.Of(left, Rows, Depth), new PackedMatrix(MatrixView.Of(right, Depth, Columns)), result, Stride, accumulate: false);

        AssertClose(
            Naive(left, right, Rows, Depth, Columns),
            [.. Enumerable.Range(0, Rows).SelectMany(row => result.Skip(row * Stride).Take(Columns))]);
        Assert.All(Enumerable.Range(0, Rows), row => Assert.All(result[((row * Stride) + Columns)..((row + 1) * Stride)], gap => Assert.Equal(42, gap)));
    }

    [Fact]
    public void Multiply_WithoutDepth_IsZero()
    {
        float[] result = [1, 2];

        MatrixProduct.Multiply(MatrixView.Of([], 1, 0), new PackedMatrix(MatrixView.Of([], 0, 2)), result);

        Assert.Equal([0, 0], result);
    }

    [Fact]
    public void Multiply_FactorsThatDoNotFit_Throws() => Assert.Throws<ArgumentOutOfRangeException>(() =>
        MatrixProduct.Multiply(MatrixView.Of([1, 2], 1, 2), new PackedMatrix(MatrixView.Of([1, 2, 3], 3, 1)), new float[1]));

    [Fact]
    public void Multiply_ResultTooShort_Throws() => Assert.Throws<ArgumentOutOfRangeException>(() =>
        MatrixProduct.Multiply(MatrixView.Of([1, 2], 2, 1), new PackedMatrix(MatrixView.Of([1, 2], 1, 2)), new float[3]));

    [Fact]
    public void Of_TooFewValues_Throws() => Assert.Throws<ArgumentException>(() => MatrixView.Of([1, 2, 3], 2, 2).Rows);

    [Fact]
    public void Pack_SmallerMatrixAfterALargerOne_LeavesNothingOfIt()
    {
        var packed = new PackedMatrix(MatrixView.Of(Values(64 * 40, seed: 1), 64, 40));
        packed.Pack(MatrixView.Of([1, 2, 3, 4], 2, 2));
        var result = new float[2];

        MatrixProduct.Multiply(MatrixView.Of([1, 1], 1, 2), packed, result);

        Assert.Equal([4, 6], result);
    }

    private static float[] Values(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];
    }

    private static float[] Transpose(float[] values, int rows, int columns) =>
        [.. Enumerable.Range(0, rows * columns).Select(index => values[(index % rows * columns) + (index / rows)])];

    private static float[] Naive(float[] left, float[] right, int rows, int depth, int columns)
    {
        var result = new float[rows * columns];
        for (var index = 0; index < result.Length; index++)
        {
            result[index] = (float)Enumerable.Range(0, depth)
                .Sum(at => (double)left[(index / columns * depth) + at] * right[(at * columns) + (index % columns)]);
        }

        return result;
    }

    private static void AssertClose(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-4f));
    }
}
