using System.Globalization;
using System.Text.Json;
using SocialCommerce.Client.Live;
using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Tools.Simulate.Kills;
using RoomComment = SocialCommerce.Grains.Interfaces.Rooms.RoomComment;

namespace SocialCommerce.Tools.Tests.Simulate.Kills;

public sealed class LogComparisonTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero);

    [Fact]
    public void Compare_EverybodyHasTheStoredLog_FindsNothing() =>
        Assert.Empty(LogComparison.Compare(Stored(5), [Viewer(Stretch(0, 1, 2, 3, 4, 5)), Viewer(Stretch(3, 4, 5))], [(2, "c2")]));

    [Fact]
    public void Compare_HoleNamedByANewSnapshot_IsHonest() =>
        Assert.Empty(LogComparison.Compare(Stored(5), [Viewer(Stretch(0, 1, 2), Stretch(4, 5))], []));

    [Fact]
    public void Compare_HoleThatNobodyNamed_IsFound() => Assert.Contains(
        "was shown 4 where 3 belongs", Mistake(Viewer(Stretch(0, 1, 2, 4, 5))), StringComparison.Ordinal);

    [Fact]
    public void Compare_EventShownTwice_IsFound() => Assert.Contains(
        "was shown 2 where 3 belongs", Mistake(Viewer(Stretch(0, 1, 2, 2, 3, 4, 5))), StringComparison.Ordinal);

    [Fact]
    public void Compare_AnotherEventAtAPlace_IsFound() => Assert.Contains(
        "not what is stored", Mistake(new ViewerLog(0, [new LogStretch(4, [new RoomRecord(5, "other")])])), StringComparison.Ordinal);

    [Fact]
    public void Compare_EndThatIsMissing_IsFound() => Assert.Contains(
        "everything up to 4 of 5", Mistake(Viewer(Stretch(0, 1, 2, 3, 4))), StringComparison.Ordinal);

    [Fact]
    public void Compare_SnapshotThatGoesBack_IsFound() => Assert.Contains(
        "set back from 4 to 2", Mistake(Viewer(Stretch(0, 1, 2, 3, 4), Stretch(2, 3, 4, 5))), StringComparison.Ordinal);

    [Fact]
    public void Compare_AcknowledgedButNotStoredThere_IsFound() => Assert.Equal(
        2, LogComparison.Compare(Stored(5), [], [(2, "c2"), (3, "c2"), (9, "c9")]).Count);

    [Fact]
    public void Compare_HoleInTheStore_IsFound() => Assert.Contains(
        "has 3 where 2 belongs",
        Assert.Single(LogComparison.Compare([Stored(1)[0], new RoomRecord(3, "c3")], [], [])),
        StringComparison.Ordinal);

    [Fact]
    public void Of_ShownAndStoredComment_AreOneRecord()
    {
        var data = JsonSerializer.SerializeToElement(new { id = "c-4", userId = "u", displayName = "Ann", text = "多少钱?", clientId = "k" });
        var shown = new LiveEvent("r", 4, LiveEvent.CommentAdded, Now.ToOffset(TimeSpan.FromHours(8)), data);
        var stored = new RoomEvent(4, RoomEventType.CommentAdded, Now, new RoomComment("c-4", "u", "Ann", "多少钱?", "k", 4, Now));

        Assert.Equal(RoomRecord.Of(stored), RoomRecord.Of(shown));
        Assert.NotEqual(RoomRecord.Of(stored with { Comment = stored.Comment! with { Text = "x" } }), RoomRecord.Of(shown));
    }

    private static string Mistake(ViewerLog viewer) => Assert.Single(LogComparison.Compare(Stored(5), [viewer], []));

    private static List<RoomRecord> Stored(int count) => [.. Enumerable.Range(1, count).Select(Record)];

    private static RoomRecord Record(int seq) => new(seq, string.Create(CultureInfo.InvariantCulture, $"c{seq}"));

    private static ViewerLog Viewer(params LogStretch[] stretches) => new(0, stretches);

    private static LogStretch Stretch(long after, params int[] places) => new(after, [.. places.Select(Record)]);
}
