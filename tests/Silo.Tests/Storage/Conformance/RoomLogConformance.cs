using Orleans.Storage;
using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Rooms;

namespace SocialCommerce.Silo.Tests.Storage;

/// <summary>What rooms rely on, whatever keeps their events.</summary>
public abstract class RoomLogConformance
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    protected abstract IRoomLog Log { get; }

    /// <summary>Opens the same store anew, as the next process does.</summary>
    protected abstract Task ReopenAsync();

    [StoreTheory]
    [InlineData(5)]
    [InlineData(3)]
    [InlineData(2)]
    [InlineData(0)]
    public async Task Append_NotRightAfterTheLast_IsRefusedAndWritesNothing(long sequence)
    {
        await AppendAsync("r-1", 3);

        await Assert.ThrowsAsync<InconsistentStateException>(() => Log.AppendAsync("r-1", Comment(sequence), default));

        Assert.Equal([1L, 2L, 3L], await SequencesAsync("r-1"));
    }

    [StoreFact]
    public async Task Append_FirstThatIsNotOne_IsRefused()
    {
        await Assert.ThrowsAsync<InconsistentStateException>(() => Log.AppendAsync("r-1", Comment(2), default));
    }

    [StoreFact]
    public async Task Append_ManyAtOnceInCallOrder_AllFollowEachOther()
    {
        await Task.WhenAll(Enumerable.Range(1, 500).Select(sequence => Log.AppendAsync("r-1", Comment(sequence), default)));

        Assert.Equal(Enumerable.Range(1, 500).Select(sequence => (long)sequence), await SequencesAsync("r-1"));
    }

    [StoreFact]
    public async Task Append_AfterAForerunnerThatFailed_FailsTooAndLeavesNoHole()
    {
        await AppendAsync("r-1", 1);

        var refused = Log.AppendAsync("r-1", Comment(3), default);
        var follower = Log.AppendAsync("r-1", Comment(4), default);

        await Assert.ThrowsAsync<InconsistentStateException>(() => refused);
        await Assert.ThrowsAsync<InconsistentStateException>(() => follower);
        await Log.AppendAsync("r-1", Comment(2), default);
        Assert.Equal([1L, 2L], await SequencesAsync("r-1"));
    }

    [StoreFact]
    public async Task Read_OtherRoom_IsApart()
    {
        await AppendAsync("r-1", 2);
        await AppendAsync("r-2", 1);

        Assert.Equal([1L], await SequencesAsync("r-2"));
    }

    [StoreFact]
    public async Task Read_PartsAndTails_AreBoundedAndInOrder()
    {
        await AppendAsync("r-1", 10);

        Assert.Equal([4L, 5L], (await Log.ReadAsync("r-1", 3, 2, default)).Select(entry => entry.Sequence));
        Assert.Equal([8L, 9L, 10L], (await Log.ReadTailAsync("r-1", 3, default)).Select(entry => entry.Sequence));
        Assert.Empty(await Log.ReadTailAsync("r-2", 3, default));
    }

    [StoreFact]
    public async Task Delete_OfARoom_LeavesNothingOfItAndAllOfTheOthers()
    {
        await AppendAsync("r-1/1", 3);
        await AppendAsync("r-1", 2);

        await Log.DeleteAsync("r-1/1", default);
        await Log.DeleteAsync("nothing", default);

        Assert.Empty(await SequencesAsync("r-1/1"));
        Assert.Equal([1L, 2L], await SequencesAsync("r-1"));
        await Assert.ThrowsAsync<InconsistentStateException>(() => Log.AppendAsync("r-1/1", Comment(4), default));
        await AppendAsync("r-1/1", 1);
        Assert.Equal([1L], await SequencesAsync("r-1/1"));
    }

    [StoreFact]
    public async Task Append_EveryKindOfEvent_SurvivesReopening()
    {
        var pin = new PinnedProduct("p-1", "Teapot", new(1999, "CNY"), "/p/1.png", Now);
        RoomEvent[] events =
        [
            Comment(1),
            new(2, RoomEventType.CommentRemoved, Now, CommentId: "c-1"),
            new(3, RoomEventType.ProductPinned, Now, Pin: pin),
            new(4, RoomEventType.ProductUnpinned, Now, ProductId: "p-1"),
            new(5, RoomEventType.StockChanged, Now, ProductId: "p-1", Stock: 0),
            new(6, RoomEventType.RoomState, Now.AddTicks(1), Status: RoomStatus.Live),
        ];
        foreach (var roomEvent in events)
        {
            await Log.AppendAsync("r-1", roomEvent, default);
        }

        await ReopenAsync();
        var read = await Log.ReadAsync("r-1", 0, 10, default);

        Assert.Equal(events, read);
    }

    private async Task AppendAsync(string roomId, int count)
    {
        for (var sequence = 1; sequence <= count; sequence++)
        {
            await Log.AppendAsync(roomId, Comment(sequence), default);
        }
    }

    private async Task<IEnumerable<long>> SequencesAsync(string roomId) =>
        (await Log.ReadAsync(roomId, 0, 1_000, default)).Select(entry => entry.Sequence);

    private static RoomEvent Comment(long sequence) => new(
        sequence,
        RoomEventType.CommentAdded,
        Now,
        new RoomComment($"c-{sequence}", "u-1", "Ann", "多少钱? <b>", $"k-{sequence}", sequence, Now));
}
