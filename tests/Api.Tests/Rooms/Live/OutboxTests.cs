using SocialCommerce.Api.Rooms.Live;
using SocialCommerce.Api.Tests.Hosting;

namespace SocialCommerce.Api.Tests.Rooms.Live;

public sealed class OutboxTests
{
    private const int BytesMax = 100_000;

    private readonly ManualClock _clock = new();
    private readonly List<Frame> _written = [];
    private readonly List<string> _cuts = [];
    private TaskCompletionSource? _blocked;

    [Fact]
    public void Send_ToASocketThatReads_WritesInOrder()
    {
        var outbox = CreateOutbox(framesMax: 2);
        var frames = Frames(10);

        frames.ForEach(outbox.Send);

        Assert.Equal(frames, _written);
        Assert.Empty(_cuts);
    }

    [Fact]
    public void Send_BeyondTheBound_CutsInsteadOfLeavingOneOut()
    {
        var outbox = CreateOutbox(framesMax: 3);
        _blocked = new TaskCompletionSource();
        var frames = Frames(6);

        frames.ForEach(outbox.Send);
        _blocked.SetResult();

        // One is being written, three wait, the fifth is one too many.
        Assert.Equal(frames[0], Assert.Single(_written));
        Assert.Single(_cuts);
    }

    [Fact]
    public void SendLatest_WhileBlocked_KeepsOnlyTheNewestOfAKind()
    {
        var outbox = CreateOutbox(framesMax: 3);
        var blocked = _blocked = new TaskCompletionSource();
        var frames = Frames(5);
        outbox.Send(frames[0]);

        outbox.SendLatest("pulse", frames[1]);
        outbox.SendLatest("pulse", frames[2]);
        outbox.SendLatest("other", frames[3]);
        outbox.Send(frames[4]);
        _blocked = null;
        blocked.SetResult();

        Assert.Equal([frames[0], frames[4], frames[2], frames[3]], _written);
    }

    [Fact]
    public void IsStalled_OnlyWhileAWriteWaits()
    {
        var outbox = CreateOutbox(framesMax: 3);
        var blocked = _blocked = new TaskCompletionSource();
        outbox.Send(Frames(1)[0]);

        _clock.Advance(TimeSpan.FromSeconds(4));
        Assert.False(outbox.IsStalled(TimeSpan.FromSeconds(5)));
        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.True(outbox.IsStalled(TimeSpan.FromSeconds(5)));
        blocked.SetResult();
        Assert.False(outbox.IsStalled(TimeSpan.FromSeconds(5)));
    }

    [Fact]
    public void Send_WhenAWriteFails_Cuts()
    {
        var outbox = new Outbox(3, BytesMax, _ => throw new IOException("gone"), _cuts.Add, _clock);

        outbox.Send(Frames(1)[0]);
        outbox.Send(Frames(1)[0]);

        Assert.Equal("a write failed with IOException", Assert.Single(_cuts));
    }

    [Fact]
    public void Send_MoreBytesThanMayWait_Cuts()
    {
        var frame = Frames(1)[0];
        var outbox = new Outbox(60, 3 * frame.Bytes, WriteAsync, _cuts.Add, _clock);
        _blocked = new TaskCompletionSource();

        for (var i = 0; i < 4; i++)
        {
            outbox.Send(frame);
        }

        Assert.Empty(_cuts);
        outbox.Send(frame);
        Assert.Equal("it fell too far behind", Assert.Single(_cuts));
    }

    [Fact]
    public void IsFilling_FromHalfOfTheFramesOn()
    {
        var outbox = CreateOutbox(framesMax: 4);
        var blocked = _blocked = new TaskCompletionSource();
        outbox.Send(Frames(1)[0]);
        outbox.Send(Frames(1)[0]);
        Assert.False(outbox.IsFilling);

        outbox.Send(Frames(1)[0]);

        Assert.True(outbox.IsFilling);
        _blocked = null;
        blocked.SetResult();
        Assert.False(outbox.IsFilling);
    }

    [Fact]
    public void Send_OfRunsThatFollowEachOther_WaitsAsOneFrame()
    {
        var outbox = CreateOutbox(framesMax: 3);
        var blocked = _blocked = new TaskCompletionSource();
        outbox.Send(Frames(1)[0]);
        for (var i = 0; i < 50; i++)
        {
            outbox.Send(Run(1 + (10 * i), 10 + (10 * i)));
        }

        outbox.Send(Frames(1)[0]);
        outbox.Send(Run(501, 502));
        _blocked = null;
        blocked.SetResult();

        Assert.Empty(_cuts);
        Assert.Equal([null, (1, 500), null, (501, 502)], _written.Select(Range));
    }

    private static Frame Run(long from, long last) =>
        Api.Rooms.Live.Frames.LeftOut(new LeftOut("r", "e", from, last, DateTimeOffset.UnixEpoch));

    private static (long, long)? Range(Frame frame) =>
        frame.LeftOut is { } run ? (run.From, run.Last) : null;

    private Outbox CreateOutbox(int framesMax) => new(framesMax, BytesMax, WriteAsync, _cuts.Add, _clock);

    private Task WriteAsync(Frame frame)
    {
        _written.Add(frame);
        return _blocked?.Task ?? Task.CompletedTask;
    }

    private static List<Frame> Frames(int count) =>
        [.. Enumerable.Range(0, count).Select(i => Api.Rooms.Live.Frames.Notice("test", $"{i}"))];
}
