using SocialCommerce.Algorithms.Evaluation;

namespace SocialCommerce.Algorithms.Tests.Evaluation;

public sealed class SplitEnsembleTests
{
    private const int Clusters = 5;
    private const int ItemsPerCluster = 20;
    private const int UserCount = 150;

    [Theory]
    [InlineData(SplitSource.Neighbours)]
    [InlineData(SplitSource.Batch)]
    [InlineData(SplitSource.Users)]
    [InlineData(SplitSource.Factors)]
    [InlineData(SplitSource.Als)]
    public void Run_OneSourceOnClusteredTastes_BeatsChanceByFar(SplitSource source)
    {
        // Chance finds 10 of the 92 items that are left.
        Assert.InRange(Run([source]).Metrics.RecallAtTop, 0.5, 1);
    }

    [Fact]
    public void Run_FriendsOfTheSameTaste_AreWorthSomethingAlone()
    {
        var result = Run([SplitSource.Als, SplitSource.Friends]);

        Assert.True(result.Sources[1].ValueAlone > 0.5, $"{result.Sources[1].ValueAlone}");
    }

    [Fact]
    public void Run_SeveralSources_ReportsWeightsOfWhichOneIsOne()
    {
        var result = Run([SplitSource.Neighbours, SplitSource.Als]);

        Assert.Equal([SplitSource.Neighbours, SplitSource.Als], result.Sources.Select(source => source.Source));
        Assert.Equal(1, result.Sources.Max(source => source.Weight));
    }

    [Fact]
    public void Run_Again_GivesTheSameFigures()
    {
        var sources = new[] { SplitSource.Neighbours, SplitSource.Users, SplitSource.Als };

        Assert.Equal(Run(sources).Metrics.NdcgAtTop, Run(sources).Metrics.NdcgAtTop);
    }

    [Theory]
    [InlineData(EventOrder.Interleaved)]
    [InlineData(EventOrder.ByUser)]
    [InlineData(EventOrder.ByItem)]
    [InlineData(EventOrder.Reversed)]
    [InlineData(EventOrder.PopularFirst)]
    public void Of_AnyOrder_HasEveryPairOnce(EventOrder order)
    {
        int[][] train = [[0, 1, 2], [], [2, 0], [2]];

        var events = EventSequence.Of(train, order, seed: 3);

        Assert.Equal([(0, 0), (0, 1), (0, 2), (2, 0), (2, 2), (3, 2)], events.Order());
    }

    [Fact]
    public void Of_PopularFirst_StartsWithTheItemOfMostUsers() =>
        Assert.Equal([2, 2, 2, 0, 0, 1], EventSequence.Of([[0, 1, 2], [], [2, 0], [2]], EventOrder.PopularFirst, 1).Select(e => e.Item));

    [Theory]
    [InlineData(EventOrder.Interleaved)]
    [InlineData(EventOrder.ByItem)]
    [InlineData(EventOrder.PopularFirst)]
    public void Score_FewPairsInAnyOrder_IncrementalEqualsBatchButForTheDegreeAtTheEvent(EventOrder order)
    {
        // With an exponent of 0 the degree at the event does not matter, and nothing has to be evicted.
        var options = ItemModelOptions.Taste with { Ties = new(DegreeExponent: 0) };
        int[][] train = [[0, 1, 2], [1, 2, 3], [0, 3], [2, 4, 0]];
        var incremental = new IncrementalItemModel(5, options);
        foreach (var (user, item) in EventSequence.Of(train, order, seed: 2))
        {
            incremental.Record(user, item);
        }

        var expected = new float[5];
        new BatchItemModel(5, train, options).Score([0, 3], expected);
        var scores = new ScoreAccumulator(5);
        incremental.Score([0, 3], scores);
        scores.Multiply(incremental.PopularityFactors());

        Assert.All(Enumerable.Range(0, 5), item => Assert.Equal(expected[item], scores[item], 1e-5f));
    }

    private static SplitEnsembleResult Run(IReadOnlyList<SplitSource> sources) =>
        new SplitEnsemble(new SplitEnsembleOptions(sources, Top: 10), TimeProvider.System, (_, _, work) => work(new Progress<long>()))
            .Run(Clustered());

    private static SplitDataset Clustered()
    {
        var random = new Random(1);
        var rows = Enumerable.Range(0, UserCount).Select(user =>
        {
            var own = Enumerable.Range(user % Clusters * ItemsPerCluster, ItemsPerCluster).ToArray();
            random.Shuffle(own);
            return own;
        }).ToList();
        return new SplitDataset(
            Clusters * ItemsPerCluster,
            [.. rows.Select(row => row[..8])],
            [.. rows.Select(row => row[8..14])],
            [.. Enumerable.Range(0, UserCount).Select(user => new[] { (user + Clusters) % UserCount })]);
    }
}
