using SocialCommerce.Grains.Rooms;
using static SocialCommerce.Grains.Tests.Rooms.RoomSamples;

namespace SocialCommerce.Grains.Tests.Rooms;

public sealed class RoomSequencerTests
{
    private readonly ScriptedRoomLog _log = new();
    private readonly List<long> _released = [];
    private readonly RoomSequencer _sequencer;

    public RoomSequencerTests()
    {
        _sequencer = new RoomSequencer(_log, "r-1", 10, roomEvent => _released.Add(roomEvent.Sequence));
    }

    [Fact]
    public async Task AppendAsync_BeforeItIsDurable_TellsNobody()
    {
        var append = AppendAsync();
        Assert.Equal([11L], _log.Asked);
        Assert.Empty(_released);
        Assert.False(append.IsCompleted);

        _log.Complete(11);

        Assert.Equal(11, await append);
        Assert.Equal([11L], _released);
    }

    [Theory]
    [InlineData(new long[] { 11, 12, 13, 14 })]
    [InlineData(new long[] { 14, 13, 12, 11 })]
    [InlineData(new long[] { 12, 14, 11, 13 })]
    public async Task AppendAsync_DurableInAnyOrder_IsReleasedInSequence(long[] order)
    {
        var appends = Enumerable.Range(0, 4).Select(_ => AppendAsync()).ToList();
        Assert.Equal([11L, 12L, 13L, 14L], _log.Asked);

        foreach (var sequence in order)
        {
            _log.Complete(sequence);
            Assert.Equal(_released.Order(), _released);
        }

        var answers = await Task.WhenAll(appends);
        Assert.Equal([11L, 12L, 13L, 14L], answers);
        Assert.Equal([11L, 12L, 13L, 14L], _released);
    }

    [Fact]
    public async Task AppendAsync_AfterAFailure_IsRefusedAndNothingBehindTheFailureIsReleased()
    {
        var first = AppendAsync();
        var second = AppendAsync();
        var third = AppendAsync();
        _log.Complete(11);
        _log.Fail(12, new IOException("disk"));
        _log.Fail(13, new IOException("behind"));

        Assert.Equal(11, await first);
        await Assert.ThrowsAsync<IOException>(() => second);
        await Assert.ThrowsAsync<IOException>(() => third);
        Assert.True(_sequencer.IsBroken);
        await Assert.ThrowsAsync<InvalidOperationException>(AppendAsync);
        Assert.Equal([11L], _released);
        Assert.Equal([11L, 12L, 13L], _log.Asked);
    }

    [Fact]
    public async Task AppendAsync_EventThatCannotBeMade_UsesNoPlace()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => _sequencer.AppendAsync(_ => throw new ArgumentException()));

        var next = AppendAsync();

        Assert.Equal([11L], _log.Asked);
        _log.Complete(11);
        Assert.Equal(11, await next);
        Assert.False(_sequencer.IsBroken);
    }

    private async Task<long> AppendAsync() => (await _sequencer.AppendAsync(sequence => Comment(sequence))).Sequence;
}
