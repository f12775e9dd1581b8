using SocialCommerce.Algorithms.Recommendation;

namespace SocialCommerce.Algorithms.Tests.Recommendation.Sequence;

public sealed class SequenceWindowsTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(11)]
    [InlineData(23)]
    public void Windows_OfALongSequence_HoldEveryStepOnce(int length)
    {
        const int LengthMax = 5;
        int[] sequence = [.. Enumerable.Range(0, length)];

        var windows = new SequenceWindows(new TrainingData(length, [sequence]), LengthMax, seed: 1);

        var steps = Enumerable.Range(0, windows.Count).SelectMany(window => Steps(windows[window].ToArray())).Order();
        Assert.Equal(Steps(sequence), steps);
        Assert.Equal(length - 1, windows.TokenCount);
        Assert.All(Enumerable.Range(0, windows.Count), window => Assert.InRange(windows[window].Length, 2, LengthMax + 1));
    }

    [Fact]
    public void Windows_ShortSequences_AreLeftOut() =>
        Assert.Equal(0, new SequenceWindows(new TrainingData(5, [[], [3]]), 5, seed: 1).Count);

    [Fact]
    public void HeldOut_Items_AreInNoWindow()
    {
        // Every item occurs once, so a held-out one would be seen.
        int[][] sequences = [.. Enumerable.Range(0, 100).Select(user => new[] { user * 4, (user * 4) + 1, (user * 4) + 2, (user * 4) + 3 })];

        var windows = new SequenceWindows(new TrainingData(400, sequences), 5, seed: 1);

        Assert.Equal(20, windows.HeldOut.Count);
        Assert.All(windows.HeldOut, sequence => Assert.Equal(0, windows.WindowsOfItem[sequence[^1]]));
        Assert.Equal(380, windows.WindowsOfItem.Sum());
    }

    [Fact]
    public void HeldOut_TooShortToSpareOne_IsNever()
    {
        int[][] sequences = [.. Enumerable.Range(0, 100).Select(user => new[] { user, user + 1 })];

        Assert.Empty(new SequenceWindows(new TrainingData(101, sequences), 5, seed: 1).HeldOut);
    }

    private static IEnumerable<(int From, int To)> Steps(int[] items) => items.Zip(items.Skip(1), (from, to) => (from, to));
}
