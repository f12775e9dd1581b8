using System.Numerics.Tensors;
using SocialCommerce.Algorithms.Recommendation;

namespace SocialCommerce.Algorithms.Tests.Recommendation;

public sealed class InnerProductIndexTests
{
    private const int Dimensions = 16;

    [Fact]
    public void Search_SmallSet_IsExact()
    {
        var vectors = Vectors(500, seed: 1);
        var index = Build(vectors, InnerProductIndex.ExactMax);

        var found = index.Search(vectors[7], 10);

        Assert.Equal(Exact(vectors, vectors[7], 10), found);
    }

    [Fact]
    public void Search_AllCells_IsExact()
    {
        var vectors = Vectors(3_000, seed: 2);
        var index = Build(vectors, exactMax: 100);

        var found = index.Search(vectors[7], 25, probedShare: 1);

        Assert.True(index.CellCount > 10);
        Assert.Equal(Exact(vectors, vectors[7], 25), found);
    }

    [Fact]
    public void Search_FewCells_FindsMostOfTheBest()
    {
        var vectors = Vectors(5_000, seed: 3);
        var index = Build(vectors, exactMax: 100);
        var queries = Vectors(50, seed: 4);

        var hits = queries.Sum(query =>
            index.Search(query, 20).Select(entry => entry.Key).Intersect(Exact(vectors, query, 20).Select(entry => entry.Key)).Count());

        Assert.InRange(hits / (20.0 * queries.Length), 0.85, 1);
    }

    [Fact]
    public void Search_Excluded_IsLeftOutAndReplaced()
    {
        var vectors = Vectors(200, seed: 5);
        var index = Build(vectors, InnerProductIndex.ExactMax);
        var first = index.Search(vectors[0], 1)[0].Key;

        var found = index.Search(vectors[0], 5, item => item == first);

        Assert.Equal(5, found.Length);
        Assert.DoesNotContain(found, entry => entry.Key == first);
    }

    [Fact]
    public void Search_EmptyIndex_FindsNothing() =>
        Assert.Empty(InnerProductIndex.Build(0, Dimensions, _ => default, seed: 1).Search(new float[Dimensions], 5));

    [Fact]
    public void Search_QueryOfAnotherLength_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Build(Vectors(5, 1), 100).Search(new float[3], 1));

    [Fact]
    public void Build_SameSeed_GivesTheSameAnswers()
    {
        var vectors = Vectors(2_000, seed: 6);

        Assert.Equal(Build(vectors, 10).Search(vectors[3], 50), Build(vectors, 10).Search(vectors[3], 50));
    }

    private static InnerProductIndex Build(float[][] vectors, int exactMax) =>
        InnerProductIndex.Build(vectors.Length, Dimensions, item => vectors[item], seed: 1, exactMax);

    private static Weighted<int>[] Exact(float[][] vectors, float[] query, int limit) =>
        [.. vectors.Select((vector, item) => new Weighted<int>(item, TensorPrimitives.Dot<float>(query, vector)))
            .OrderByDescending(entry => entry.Weight).ThenBy(entry => entry.Key).Take(limit)];

    // A few directions with noise and very different lengths, as popular and unpopular products have.
    private static float[][] Vectors(int count, int seed)
    {
        var random = new Random(seed);
        var directions = new Random(99);
        var topics = Enumerable.Range(0, 20).Select(_ => Gaussian(directions)).ToArray();
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            var vector = Gaussian(random);
            TensorPrimitives.MultiplyAdd(topics[random.Next(topics.Length)], 1.5f, vector, vector);
            TensorPrimitives.Multiply(vector, 0.2f + random.NextSingle(), vector);
            return vector;
        })];
    }

    private static float[] Gaussian(Random random) =>
        [.. Enumerable.Range(0, Dimensions).Select(_ =>
            (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble())))];
}
