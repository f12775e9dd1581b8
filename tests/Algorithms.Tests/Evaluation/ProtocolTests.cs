using SocialCommerce.Algorithms.Evaluation;

namespace SocialCommerce.Algorithms.Tests.Evaluation;

public sealed class ProtocolTests
{
    private const int Groups = 4;
    private const int ItemsPerGroup = 20;
    private const int ItemCount = Groups * ItemsPerGroup;

    [Fact]
    public void Split_UsersWithPlantedTastes_FindsTheHeldOutItems()
    {
        var dataset = Planted(seed: 3);

        var metrics = RunSplit(dataset, seed: 1);

        // Chance is 12 unseen items of the user's group among 72 unseen ones: about .28.
        Assert.True(metrics.RecallAtTop > 0.9, $"recall {metrics.RecallAtTop}");
        Assert.Equal(200, metrics.Requests);
        Assert.InRange(metrics.RecallAtTop, metrics.RecallInterval.Low, metrics.RecallInterval.High);
    }

    [Fact]
    public void Split_SameSeedTwice_IsIdentical()
    {
        var dataset = Planted(seed: 3);

        Assert.Equal(RunSplit(dataset, seed: 9), RunSplit(dataset, seed: 9));
    }

    [Fact]
    public void Split_UserWithoutHistory_FindsWhatFolloweesLike()
    {
        var dataset = Planted(seed: 3);
        int[][] train = [.. dataset.Train, []];
        int[][] test = [.. dataset.Train.Select(_ => Array.Empty<int>()), dataset.Test[0]];
        int[][] social = [.. dataset.Train.Select(_ => Array.Empty<int>()), [0]];

        var alone = RunSplit(new SplitDataset(ItemCount, train, test, []), seed: 1);
        var following = RunSplit(new SplitDataset(ItemCount, train, test, social), seed: 1);

        Assert.Equal(0, alone.RecallAtTop);
        Assert.True(following.RecallAtTop > 0.9, $"recall {following.RecallAtTop}");
    }

    [Fact]
    public void Sessions_FixedOrder_PredictsTheSuccessor()
    {
        int[][] sessions = [.. Enumerable.Range(0, 200).Select(start => Cycle(start, 4))];
        NextItemCase[] cases = [.. Enumerable.Range(0, 10).Select(start => new NextItemCase(Cycle(start, 3), (start + 3) % 10))];
        var dataset = new SequenceDataset(10, sessions, cases, ExcludeHistory: false);
        var model = new IncrementalSequenceModel(10);

        var events = SequenceProtocols.Train(model, dataset);
        var metrics = SequenceProtocols.Evaluate(model, dataset, top: 5, seed: 1);

        Assert.Equal(800, events);
        Assert.Equal(1, metrics.HitRateAtTop);
    }

    [Fact]
    public void Sessions_RepeatedItem_CanBePredictedAgain()
    {
        int[][] sessions = [.. Enumerable.Range(0, 50).Select(_ => new[] { 1, 1 })];
        var dataset = new SequenceDataset(3, sessions, [new NextItemCase([1], 1)], ExcludeHistory: false);
        var model = new IncrementalSequenceModel(3);

        SequenceProtocols.Train(model, dataset);

        Assert.Equal(1, SequenceProtocols.Evaluate(model, dataset, top: 5, seed: 1).MrrAtTop);
    }

    [Fact]
    public void Sessions_Direction_DecidesBetweenBeforeAndAfter()
    {
        int[][] sessions = [.. Enumerable.Repeat(new[] { 0, 1, 2 }, 20)];
        var dataset = new SequenceDataset(3, sessions, [new NextItemCase([1], 2)], ExcludeHistory: true);
        var model = new IncrementalSequenceModel(3);

        SequenceProtocols.Train(model, dataset);

        Assert.Equal(1, SequenceProtocols.Evaluate(model, dataset, top: 5, seed: 1).MrrAtTop);
    }

    [Fact]
    public void LeaveOneOut_Histories_HoldOutLabelAndValidation()
    {
        var dataset = SequenceProtocols.LeaveOneOut(10, [[1, 2, 3, 4], [5, 6]]);

        Assert.Equal([[1, 2]], dataset.Train);
        var test = Assert.Single(dataset.Test);
        Assert.Equal([1, 2, 3], test.Prefix);
        Assert.Equal(4, test.Label);
        Assert.True(dataset.ExcludeHistory);
    }

    private static EvaluationMetrics RunSplit(SplitDataset dataset, ulong seed)
    {
        var model = new IncrementalItemModel(dataset.ItemCount, ItemModelOptions.Taste);
        SplitProtocol.Train(model, dataset, seed);
        return SplitProtocol.Evaluate(model, dataset, top: 20, seed);
    }

    // Each user likes one group of items; 8 are for training and 4 are held out.
    private static SplitDataset Planted(int seed)
    {
        var random = new Random(seed);
        var train = new List<int[]>();
        var test = new List<int[]>();
        for (var user = 0; user < 200; user++)
        {
            var group = Enumerable.Range(user % Groups * ItemsPerGroup, ItemsPerGroup).ToArray();
            random.Shuffle(group);
            train.Add(group[..8]);
            test.Add(group[8..12]);
        }

        return new SplitDataset(ItemCount, train, test, []);
    }

    private static int[] Cycle(int start, int length) =>
        [.. Enumerable.Range(start, length).Select(item => item % 10)];
}
