using Microsoft.AspNetCore.SignalR;
using SocialCommerce.Api.Rooms.Live;
using SocialCommerce.Api.Tests.Hosting;

namespace SocialCommerce.Api.Tests.Rooms.Live;

public sealed class OutboxTests
{
    private readonly ManualClock _clock = new();
    private readonly List<SerializedHubMessage> _written = [];
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
        var outbox = new Outbox(3, _ => throw new IOException("gone"), _cuts.Add, _clock);

        outbox.Send(Frames(1)[0]);
        outbox.Send(Frames(1)[0]);

        Assert.Equal("a write failed with IOException", Assert.Single(_cuts));
    }

    private Outbox CreateOutbox(int framesMax) => new(framesMax, WriteAsync, _cuts.Add, _clock);

    private Task WriteAsync(SerializedHubMessage frame)
    {
        _written.Add(frame);
        return _blocked?.Task ?? Task.CompletedTask;
    }

    private static List<SerializedHubMessage> Frames(int count) =>
        [.. Enumerable.Range(0, count).Select(i => Api.Rooms.Live.Frames.Notice("test", $"{i}"))];
}
