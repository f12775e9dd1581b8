using SocialCommerce.Algorithms.Evaluation;

namespace SocialCommerce.Algorithms.Tests.Evaluation.Sequences;

public sealed class HoldOutTests
{
    private static readonly int[][] Sessions = [.. Enumerable.Range(0, 100).Select(index => new[] { index, index + 1, index + 2 })];

    [Fact]
    public void HoldOut_Sessions_AreLearntFromOrHeldOutNeverBoth()
    {
        var whole = new SequenceDataset(102, Sessions, [], ExcludeHistory: false);

        var split = SequenceProtocols.HoldOut(whole, seed: 1);

        Assert.Equal(10, split.HeldOut.Count);
        Assert.Empty(split.Train.Intersect(split.HeldOut));
        Assert.Equal(Sessions.Length, split.Train.Union(split.HeldOut).Count());
        Assert.Equal(
            split.HeldOut.SelectMany(session => new[] { (1, session[1]), (2, session[2]) }).Order(),
            split.Validation.Select(one => (one.Prefix.Length, one.Label)).Order());
    }

    [Fact]
    public void HoldOut_OtherSeed_HoldsOutOthers()
    {
        var whole = new SequenceDataset(102, Sessions, [], ExcludeHistory: false);

        Assert.Equal(SequenceProtocols.HoldOut(whole, 1).HeldOut, SequenceProtocols.HoldOut(whole, 1).HeldOut);
        Assert.NotEqual(SequenceProtocols.HoldOut(whole, 1).HeldOut, SequenceProtocols.HoldOut(whole, 2).HeldOut);
    }

    [Fact]
    public void HoldOut_LeaveOneOut_UsesTheValidationItemsAndNeverTheLabels()
    {
        var whole = SequenceProtocols.LeaveOneOut(10, [[1, 2, 3, 4]]);

        var split = SequenceProtocols.HoldOut(whole, seed: 1);

        var only = Assert.Single(split.Validation);
        Assert.Equal([1, 2], only.Prefix);
        Assert.Equal(3, only.Label);
        Assert.Equal(whole.Train, split.Train);
        Assert.Empty(split.HeldOut);
    }
}
