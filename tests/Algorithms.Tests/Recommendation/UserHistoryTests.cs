using FsCheck;
using FsCheck.Fluent;
using SocialCommerce.Algorithms.Recommendation;

namespace SocialCommerce.Algorithms.Tests.Recommendation;

public sealed class UserHistoryTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch;

    [Fact]
    public void Record_AnyStream_RecentIsDistinctNewestFirstAndBounded()
    {
        Prop.ForAll<byte[]>(items =>
        {
            var history = new UserHistory<int>(recentMax: 5, seenMax: 8);
            foreach (var item in items)
            {
                history.Record(item, 1, Start);
            }

            var expected = items.Reverse().Distinct().Take(5).Select(item => (int)item);
            return history.Recent.ToArray().Select(entry => entry.Item).SequenceEqual(expected);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Record_SameItemAgain_IsNotFirstAndKeepsTheStrongestWeight()
    {
        var history = new UserHistory<string>();

        Assert.True(history.Record("a", 1, Start));
        Assert.False(history.Record("a", 0.2f, Start.AddDays(1)));

        Assert.Equal(1, history.Degree);
        Assert.Equal([new("a", 1, Start.AddDays(1))], history.Recent.ToArray());
    }

    [Fact]
    public void HasSeen_BeyondTheBound_ForgetsTheEarliest()
    {
        var history = new UserHistory<int>(recentMax: 2, seenMax: 3);
        for (var item = 1; item <= 4; item++)
        {
            history.Record(item, 1, Start);
        }

        Assert.False(history.HasSeen(1));
        Assert.All([2, 3, 4], item => Assert.True(history.HasSeen(item)));
        Assert.Equal(4, history.Degree);
    }

    [Fact]
    public void MarkSeen_Dismissed_IsSeenButNotPartOfTheTaste()
    {
        var history = new UserHistory<string>();

        history.MarkSeen("dismissed");

        Assert.True(history.HasSeen("dismissed"));
        Assert.Equal(0, history.Recent.Length);
        Assert.Equal(0, history.Degree);
    }

    [Fact]
    public void Export_RoundTrip_ContinuesAlike()
    {
        var history = new UserHistory<int>(recentMax: 3, seenMax: 4);
        for (var item = 1; item <= 6; item++)
        {
            history.Record(item, item * 0.1f, Start.AddDays(item));
        }

        var copy = new UserHistory<int>(history.Export(), recentMax: 3, seenMax: 4);
        history.Record(7, 1, Start);
        copy.Record(7, 1, Start);

        Assert.Equal(history.Recent.ToArray(), copy.Recent.ToArray());
        Assert.Equal(history.Export().Packed!.Seen, copy.Export().Packed!.Seen);
        Assert.Equal(history.Degree, copy.Degree);
    }

    [Fact]
    public void Constructor_FromWhatEarlierProgramsStored_KnowsItAll()
    {
        var stored = new UserHistorySnapshot<string>(3, [new("b", 0.5f, Start), new("a", 1, Start.AddDays(-1))], ["x", "a", "b"]);

        var history = new UserHistory<string>(stored);

        Assert.Equal(["b", "a"], history.Recent.ToArray().Select(entry => entry.Item));
        Assert.All(["x", "a", "b"], item => Assert.True(history.HasSeen(item)));
        Assert.False(history.HasSeen("c"));
        Assert.Equal(3, history.Degree);
    }
}
