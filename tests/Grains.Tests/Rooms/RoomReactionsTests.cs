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
        for (var batch = 0; batch < 5_000; batch++)
        {
            reactions.Count(React(2, $"b-{batch}"));
        }

        Assert.Equal([("heart", 10_000L)], Totals(reactions));
        Assert.Equal(2_000, reactions.Export(new RoomState()).ReactionBatches.Length);
    }

    private static IEnumerable<(string Kind, long Count)> Totals(RoomReactions reactions) =>
        reactions.Totals.Select(pair => (pair.Key, pair.Value)).Order();
}
