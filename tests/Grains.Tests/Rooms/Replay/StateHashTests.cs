using System.Collections.Immutable;
using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Rooms;
using SocialCommerce.Grains.Rooms.Replay;
using static SocialCommerce.Grains.Tests.Rooms.RoomSamples;

namespace SocialCommerce.Grains.Tests.Rooms.Replay;

public sealed class StateHashTests
{
    private static readonly RoomEvent[] Events =
        [Enter(1, RoomStatus.Live), Pin(2, "p-1"), Comment(3), Stock(4), Removal(5, "c-3"), Comment(6)];

    [Fact]
    public void Of_TheSameEvents_IsTheSameWhateverElseTheRoomIs()
    {
        var once = Events.Aggregate(new RoomState(), RoomRules.Apply);
        var twice = Events.Aggregate(new RoomState { Title = "another title", Version = 9 }, RoomRules.Apply);

        Assert.Equal(StateHash.Of(once), StateHash.Of(twice));
        Assert.Equal(64, StateHash.Of(once).Length);
    }

    [Fact]
    public void Of_AnyEventMoreOrOther_IsAnother()
    {
        var states = Events.Aggregate(
            ImmutableArray.Create(new RoomState()), (made, next) => made.Add(RoomRules.Apply(made[^1], next)));
        var hashes = states.Select(StateHash.Of).ToList();

        Assert.Equal(hashes.Count, hashes.Distinct().Count());
        Assert.NotEqual(hashes[^1], StateHash.Of(RoomRules.Apply(states[^2], Comment(6) with { Comment = Comment(7).Comment })));
    }

    [Fact]
    public void Of_DictionariesFilledInAnotherOrder_IsTheSame()
    {
        var ids = Enumerable.Range(0, 50).Select(number => $"p-{number}").ToList();
        var forth = new RoomState { Stock = ids.ToImmutableDictionary(id => id, id => id.Length) };
        var back = new RoomState { Stock = Enumerable.Reverse(ids).ToImmutableDictionary(id => id, id => id.Length) };

        Assert.Equal(StateHash.Of(forth), StateHash.Of(back));
        Assert.NotEqual(StateHash.Of(forth), StateHash.Of(forth with { Stock = forth.Stock.SetItem("p-0", 9) }));
    }

    [Fact]
    public void RoomFacts_ThereAndBack_GoOnAsTheStateItself()
    {
        var state = Events.Aggregate(new RoomState(), RoomRules.Apply);

        var again = RoomFacts.Of(state).ToState();

        Assert.Equal(StateHash.Of(state), StateHash.Of(again));
        Assert.Equal(StateHash.Of(RoomRules.Apply(state, Comment(7))), StateHash.Of(RoomRules.Apply(again, Comment(7))));
    }
}
