using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Rooms;
using static SocialCommerce.Grains.Tests.Rooms.RoomSamples;

namespace SocialCommerce.Grains.Tests.Rooms;

public sealed class RoomRulesTests
{
    private static readonly (RoomStatus From, RoomStatus To)[] LegalSteps =
    [
        (RoomStatus.Scheduled, RoomStatus.Rehearsal),
        (RoomStatus.Scheduled, RoomStatus.Live),
        (RoomStatus.Scheduled, RoomStatus.Ended),
        (RoomStatus.Rehearsal, RoomStatus.Scheduled),
        (RoomStatus.Rehearsal, RoomStatus.Live),
        (RoomStatus.Rehearsal, RoomStatus.Ended),
        (RoomStatus.Live, RoomStatus.Paused),
        (RoomStatus.Live, RoomStatus.Ended),
        (RoomStatus.Paused, RoomStatus.Live),
        (RoomStatus.Paused, RoomStatus.Ended),
        (RoomStatus.Ended, RoomStatus.Replay),
    ];

    public static TheoryData<RoomStatus, RoomStatus> AllSteps()
    {
        var steps = new TheoryData<RoomStatus, RoomStatus>();
        foreach (var from in Enum.GetValues<RoomStatus>())
        {
            foreach (var to in Enum.GetValues<RoomStatus>())
            {
                steps.Add(from, to);
            }
        }

        return steps;
    }

    [Theory]
    [MemberData(nameof(AllSteps))]
    public void DecideStatus_EveryStep_IsLegalExactlyWhenTheTableSaysSo(RoomStatus from, RoomStatus to)
    {
        var expected = LegalSteps.Contains((from, to)) ? RoomOutcome.Done : RoomOutcome.IllegalStep;

        Assert.Equal(expected, RoomRules.DecideStatus(Opened(from), new ChangeRoomStatus(Host, to)));
        Assert.Equal(expected, RoomRules.DecideStatus(Opened(from), new ChangeRoomStatus(Host, to, from)));
        Assert.Equal(RoomOutcome.NotHost, RoomRules.DecideStatus(Room(from), new ChangeRoomStatus("u-1", to)));
        Assert.Equal(RoomOutcome.NotFound, RoomRules.DecideStatus(new RoomState(), new ChangeRoomStatus(Host, to)));
    }

    [Theory]
    [MemberData(nameof(AllSteps))]
    public void DecideStatus_OfARoomThatIsRehearsed_IsThatOfARehearsal(RoomStatus from, RoomStatus to)
    {
        var rehearsed = RoomLifecycle.BeginRehearsal(Room(RoomStatus.Scheduled));
        var isLegal = LegalSteps.Contains((RoomStatus.Rehearsal, to));

        Assert.Equal(
            isLegal ? RoomOutcome.Done : RoomOutcome.IllegalStep,
            RoomRules.DecideStatus(rehearsed, new ChangeRoomStatus(Host, to)));
        Assert.Equal(
            isLegal && from == RoomStatus.Rehearsal ? RoomOutcome.Done : RoomOutcome.IllegalStep,
            RoomRules.DecideStatus(rehearsed, new ChangeRoomStatus(Host, to, from == RoomStatus.Unknown ? RoomStatus.Ended : from)));
    }

    [Fact]
    public void DecideStatus_ReplayOfWhatNeverOpened_IsNoStep() => Assert.Equal(
        RoomOutcome.IllegalStep,
        RoomRules.DecideStatus(Room(RoomStatus.Ended), new ChangeRoomStatus(Host, RoomStatus.Replay)));

    [Fact]
    public void Create_New_IsScheduledWithDistinctProducts()
    {
        var (next, outcome, errors) = RoomRules.Create(new RoomState(), Create());

        Assert.Equal(RoomOutcome.Done, outcome);
        Assert.Empty(errors);
        Assert.Equal(RoomStatus.Scheduled, next.Status);
        Assert.Equal<string>(["p-1", "p-2"], next.ProductIds);
        Assert.Equal(("Teapots", Host, "epoch-1", 1L, 0L), (next.Title, next.HostId, next.Epoch, next.Version, next.Sequence));
    }

    [Fact]
    public void Create_AgainByTheHost_IsDoneAndChangesNothing()
    {
        var room = Room(RoomStatus.Live);

        var (next, outcome, _) = RoomRules.Create(room, Create("Another title"));

        Assert.Same(room, next);
        Assert.Equal(RoomOutcome.Done, outcome);
    }

    [Fact]
    public void Create_AgainBySomebodyElse_IsRefused()
    {
        var room = Room(RoomStatus.Live);

        var (next, outcome, _) = RoomRules.Create(room, Create(hostId: "u-2"));

        Assert.Same(room, next);
        Assert.Equal(RoomOutcome.Exists, outcome);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("a\u0000b")]
    [InlineData("\ud800")]
    public void Create_BadTitle_NamesTheField(string title)
    {
        var (next, outcome, errors) = RoomRules.Create(new RoomState(), Create(title));

        Assert.Equal(RoomOutcome.Invalid, outcome);
        Assert.Equal("title", Assert.Single(errors).Field);
        Assert.Null(next.Title);
    }

    [Theory]
    [InlineData(RoomStatus.Scheduled, RoomOutcome.Done)]
    [InlineData(RoomStatus.Rehearsal, RoomOutcome.Done)]
    [InlineData(RoomStatus.Live, RoomOutcome.Done)]
    [InlineData(RoomStatus.Paused, RoomOutcome.Done)]
    [InlineData(RoomStatus.Ended, RoomOutcome.IllegalStep)]
    [InlineData(RoomStatus.Replay, RoomOutcome.IllegalStep)]
    public void DecidePin_ByStatus_IsOpenUntilTheEnd(RoomStatus status, RoomOutcome expected)
    {
        Assert.Equal(expected, RoomRules.DecidePin(Room(status), new PinProduct(Host, "p-1")));
        Assert.Equal(RoomOutcome.NotHost, RoomRules.DecidePin(Room(status), new PinProduct("u-1", "p-1")));
    }

    [Fact]
    public void DecidePin_PinsAreFull_TakesOnlyOneThatIsPinned()
    {
        var room = Room(RoomStatus.Live);
        for (var number = 1; number <= RoomLimits.PinsMax; number++)
        {
            room = RoomRules.Apply(room, Pin(number, $"p-{number}"));
        }

        Assert.Equal(RoomOutcome.TooManyPins, RoomRules.DecidePin(room, new PinProduct(Host, "p-9")));
        Assert.Equal(RoomOutcome.Done, RoomRules.DecidePin(room, new PinProduct(Host, "p-2")));
    }

    [Fact]
    public void Apply_PinnedAgain_KeepsThePlaceAndTakesThePrice()
    {
        var room = RoomRules.Apply(RoomRules.Apply(Room(RoomStatus.Live), Pin(1, "p-1")), Pin(2, "p-2"));

        room = RoomRules.Apply(room, Pin(3, "p-1", price: 50));

        Assert.Equal([("p-1", 50L), ("p-2", 100L)], room.Pins.Select(pin => (pin.ProductId, pin.Price.AmountMinor)));
    }

    [Fact]
    public void Unpin_ThatIsNotPinned_IsRefusedAndAppliedChangesNothing()
    {
        var room = RoomRules.Apply(Room(RoomStatus.Live), Pin(1, "p-1"));

        Assert.Equal(RoomOutcome.UnknownProduct, RoomRules.DecideUnpin(room, new PinProduct(Host, "p-2")));
        Assert.Equal(RoomOutcome.Done, RoomRules.DecideUnpin(room, new PinProduct(Host, "p-1")));
        Assert.Equal(RoomOutcome.NotHost, RoomRules.DecideUnpin(room, new PinProduct("u-1", "p-1")));
        var unpinned = RoomRules.Apply(room, new RoomEvent(2, RoomEventType.ProductUnpinned, Now, ProductId: "p-1"));
        Assert.Empty(unpinned.Pins);
    }

    [Theory]
    [InlineData(RoomStatus.Scheduled, RoomOutcome.IllegalStep, RoomOutcome.IllegalStep)]
    [InlineData(RoomStatus.Rehearsal, RoomOutcome.IllegalStep, RoomOutcome.Done)]
    [InlineData(RoomStatus.Live, RoomOutcome.Done, RoomOutcome.Done)]
    [InlineData(RoomStatus.Paused, RoomOutcome.Done, RoomOutcome.Done)]
    [InlineData(RoomStatus.Ended, RoomOutcome.IllegalStep, RoomOutcome.IllegalStep)]
    [InlineData(RoomStatus.Replay, RoomOutcome.IllegalStep, RoomOutcome.IllegalStep)]
    public void DecideComment_ByStatus_RehearsalIsTheHostsAlone(RoomStatus status, RoomOutcome viewer, RoomOutcome host)
    {
        Assert.Equal(viewer, RoomRules.DecideComment(Room(status), Say()));
        Assert.Equal(host, RoomRules.DecideComment(Room(status), Say(Host)));
    }

    [Fact]
    public void DecideComment_LengthInCharactersOfPeople_IsWhatCounts()
    {
        var family = "👨‍👩‍👧‍👦";

        Assert.Equal(RoomOutcome.Done, Decide(string.Concat(Enumerable.Repeat(family, 70))));
        Assert.Equal(RoomOutcome.Done, Decide(new string('好', RoomLimits.CommentTextMax)));
        Assert.Equal(RoomOutcome.Invalid, Decide(new string('好', RoomLimits.CommentTextMax + 1)));
        Assert.Equal(RoomOutcome.Invalid, Decide(string.Concat(Enumerable.Repeat(family, 100))));
        Assert.Equal(RoomOutcome.Invalid, Decide(" "));
        Assert.Equal(RoomOutcome.Invalid, Decide("\u0007"));

        static RoomOutcome Decide(string text) => RoomRules.DecideComment(Room(RoomStatus.Live), Say(text: text));
    }

    [Fact]
    public void DecideComment_BadClientId_IsRefused() => Assert.Equal(
        RoomOutcome.Invalid, RoomRules.DecideComment(Room(RoomStatus.Live), Say(clientId: "with space")));

    [Theory]
    [InlineData(0, "b-1", "heart", RoomOutcome.Invalid)]
    [InlineData(RoomLimits.ReactionCountMax, "b-1", "heart", RoomOutcome.Done)]
    [InlineData(RoomLimits.ReactionCountMax + 1, "b-1", "heart", RoomOutcome.Invalid)]
    [InlineData(1, "", "heart", RoomOutcome.Invalid)]
    [InlineData(1, "b-1", "Heart", RoomOutcome.Invalid)]
    public void DecideReactions_Bounds_AreKept(int count, string batchId, string kind, RoomOutcome expected)
    {
        Assert.Equal(expected, RoomRules.DecideReactions(Room(RoomStatus.Live), React(count, batchId, kind: kind)));
        Assert.Equal(
            RoomOutcome.IllegalStep, RoomRules.DecideReactions(Room(RoomStatus.Ended), React(count, batchId, kind: kind)));
    }

    [Fact]
    public void DecideRemoval_OnlyTheHost_MayRemove()
    {
        Assert.Equal(RoomOutcome.Done, RoomRules.DecideRemoval(Room(RoomStatus.Live), new RemoveComment(Host, "c-1")));
        Assert.Equal(RoomOutcome.NotHost, RoomRules.DecideRemoval(Room(RoomStatus.Live), new RemoveComment("u-1", "c-1")));
        Assert.Equal(RoomOutcome.NotFound, RoomRules.DecideRemoval(new RoomState(), new RemoveComment(Host, "c-1")));
    }

    [Fact]
    public void Apply_ALife_KeepsTheFirstStartAndClearsPinsAtTheEnd()
    {
        var room = Room(RoomStatus.Scheduled);
        RoomEvent[] life =
        [
            Enter(1, RoomStatus.Live, Now.AddMinutes(1)),
            Pin(2, "p-1"),
            Enter(3, RoomStatus.Paused, Now.AddMinutes(2)),
            Enter(4, RoomStatus.Live, Now.AddMinutes(3)),
            Comment(5),
            Enter(6, RoomStatus.Ended, Now.AddMinutes(4)),
        ];

        var end = life.Aggregate(room, RoomRules.Apply);

        Assert.Equal(Now.AddMinutes(1), end.StartedAt);
        Assert.Equal(Now.AddMinutes(4), end.EndedAt);
        Assert.Equal(RoomStatus.Ended, end.Status);
        Assert.Empty(end.Pins);
        Assert.Equal((6L, 7L), (end.Sequence, end.Version));
    }

    private static RoomState Opened(RoomStatus status) => Room(status) with { StartedAt = Now };
}
