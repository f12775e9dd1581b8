using SocialCommerce.Grains.Rooms;
using static SocialCommerce.Grains.Tests.Rooms.RoomSamples;

namespace SocialCommerce.Grains.Tests.Rooms;

public sealed class RoomReactionsTests
{
    [Fact]
    public void Count_SeveralKinds_IsExact()
    {
        var reactions = new RoomReactions(new RoomState());

        reactions.Count(React(3, "b-1"));
        reactions.Count(React(4, "b-2"));
        reactions.Count(React(5, "b-3", kind: "fire"));

        Assert.Equal([("fire", 5L), ("heart", 7L)], Totals(reactions));
    }

    [Fact]
    public void Count_RepeatedBatch_CountsOnceAlsoAfterRestart()
    {
        var reactions = new RoomReactions(new RoomState());
        reactions.Count(React(3));
        reactions.Count(React(3));

        var restarted = new RoomReactions(reactions.Export(new RoomState()));
        restarted.Count(React(3));

        Assert.Equal([("heart", 3L)], Totals(restarted));
        Assert.False(restarted.IsDirty);
    }

    [Fact]
    public void Count_SameBatchIdOfTwoUsers_CountsBoth()
    {
        var reactions = new RoomReactions(new RoomState());

        reactions.Count(React(1, userId: "u-1"));
        reactions.Count(React(1, userId: "u-2"));

        Assert.Equal([("heart", 2L)], Totals(reactions));
    }

    [Fact]
    public void Count_ManyBatches_RemembersABoundedNumberAndLosesNoCount()
    {
        var reactions = new RoomReactions(new RoomState());
        for (var batch = 0; batch <= RoomReactions.RememberedMax; batch++)
        {
            reactions.Count(React(2, $"b-{batch}"));
        }

        reactions.Count(React(2, "b-1"));
        reactions.Count(React(2, $"b-{RoomReactions.RememberedMax}"));

        Assert.Equal([("heart", 2L * (RoomReactions.RememberedMax + 1))], Totals(reactions));
        Assert.Equal(8 * RoomReactions.StoredMax, reactions.Export(new RoomState()).ReactionHashes.Length);
        reactions.Count(React(2, "b-0"));
        Assert.Equal([("heart", 2L * (RoomReactions.RememberedMax + 2))], Totals(reactions));
    }

    [Fact]
    public void Count_ABatchThatAnEarlierVersionStored_CountsOnce()
    {
        var reactions = new RoomReactions(new RoomState { ReactionBatches = ["u-1/b-1"] });

        reactions.Count(React(1, userId: "u-1"));

        Assert.Empty(Totals(reactions));
        Assert.Empty(reactions.Export(new RoomState { ReactionBatches = ["u-1/b-1"] }).ReactionBatches);
    }

    /// <summary>A crash takes what was not stored, which nobody was answered; the clients send those batches again.</summary>
    [Fact]
    public void Count_AfterACrashAndTheRetriesOfWhatWasNotAnswered_IsExact()
    {
        var random = new Random(1);
        var stored = new RoomState();
        var reactions = new RoomReactions(stored);
        var unsaved = new List<int>();
        for (var batch = 0; batch < 10_000; batch++)
        {
            reactions.Count(React(1, $"b-{batch}"));
            unsaved.Add(batch);
            if (random.Next(50) == 0)
            {
                stored = reactions.Export(stored);

                // The answers of the last few were under way when the process died.
                unsaved = [.. unsaved.TakeLast(random.Next(5))];
            }

            if (random.Next(500) == 0)
            {
                reactions = new RoomReactions(stored);
                unsaved.ForEach(lost => reactions.Count(React(1, $"b-{lost}")));
            }
        }

        Assert.Equal([("heart", 10_000L)], Totals(reactions));
    }

    private static IEnumerable<(string Kind, long Count)> Totals(RoomReactions reactions) =>
        reactions.Totals.Select(pair => (pair.Key, pair.Value)).Order();
}
