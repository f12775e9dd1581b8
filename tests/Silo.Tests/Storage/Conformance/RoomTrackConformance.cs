using System.Collections.Immutable;
using SocialCommerce.Grains.Rooms.Replay;

namespace SocialCommerce.Silo.Tests.Storage;

/// <summary>What replays rely on, whatever keeps the moments of rooms.</summary>
public abstract class RoomTrackConformance
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    protected abstract IRoomTrack Track { get; }

    /// <summary>Opens the same store anew, as the next process does.</summary>
    protected abstract Task ReopenAsync();

    [StoreFact]
    public async Task Append_Moments_AreReadInOrderAndBounded()
    {
        await Track.AppendAsync("r-1", [Moment(1, 10), Moment(2, 20), Moment(3, 20)], default);
        await Track.AppendAsync("r-2", [Moment(1, 99)], default);
        await ReopenAsync();

        var read = await Track.ReadAsync("r-1", Now.AddSeconds(1), 10, default);

        Assert.Equal([20L, 20L], read.Select(moment => moment.Sequence));
        Assert.Equal((2, 7L, Now.AddSeconds(2)), (read[0].Viewers, read[0].Reactions["heart"], read[0].At));
        Assert.Single(await Track.ReadAsync("r-1", Now, 1, default));
        Assert.Empty(await Track.ReadAsync("r-3", Now, 10, default));
    }

    [StoreFact]
    public async Task Append_TheSameMillisecond_IsReplaced()
    {
        await Track.AppendAsync("r-1", [Moment(1, 10), Moment(1, 11)], default);
        await Track.AppendAsync("r-1", [Moment(1, 12)], default);

        Assert.Equal(12, Assert.Single(await Track.ReadAsync("r-1", Now, 10, default)).Sequence);
    }

    [StoreFact]
    public async Task ReadState_OfASequence_IsTheLastAtOrBeforeIt()
    {
        byte[] state = [1, 2, 0, 255];
        await Track.AppendAsync(
            "r-1", [Moment(1, 10) with { Hash = "aa", State = state }, Moment(2, 15), Moment(3, 20) with { Hash = "bb", State = state }], default);

        Assert.Null(await Track.ReadStateAsync("r-1", 9, default));
        Assert.Equal((10L, "aa"), await DescribeAsync(10));
        Assert.Equal((10L, "aa"), await DescribeAsync(19));
        Assert.Equal((20L, "bb"), await DescribeAsync(long.MaxValue));
        Assert.Equal(state, (await Track.ReadStateAsync("r-1", 10, default))!.State!.Value.ToArray());
        Assert.Null((await Track.ReadAsync("r-1", Now, 1, default))[0].State);

        async Task<(long, string?)> DescribeAsync(long sequence)
        {
            var moment = (await Track.ReadStateAsync("r-1", sequence, default))!;
            return (moment.Sequence, moment.Hash);
        }
    }

    private static RoomMoment Moment(int second, long sequence) =>
        new(Now.AddSeconds(second), sequence, second, ImmutableDictionary<string, long>.Empty.Add("heart", 7));
}
