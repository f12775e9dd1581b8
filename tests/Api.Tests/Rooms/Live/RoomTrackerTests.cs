using System.Collections.Immutable;
using SocialCommerce.Api.Tests.Hosting;
using SocialCommerce.Client.Live;

namespace SocialCommerce.Api.Tests.Rooms.Live;

/// <summary>When the client asks for what it lacks, and when it says that it may lack something.</summary>
public sealed class RoomTrackerTests
{
    private static readonly RoomSnapshot Snapshot = new("r", "", "h", "", "live", 0, null, [], [], [], [], ImmutableDictionary<string, long>.Empty);

    private readonly ManualClock _clock = new();
    private readonly List<string> _calls = [];
    private readonly List<(string RoomId, bool IsStale)> _stale = [];
    private readonly RoomTracker _rooms;
    private Func<Task<HubAnswer>> _resume = () => Task.FromResult(new HubAnswer(Ok: true, Recovered: true, Events: []));

    public RoomTrackerTests() => _rooms = new RoomTracker(CallAsync, new LiveConnectionOptions(), _clock)
    {
        OnEvent = _ => { },
        OnSnapshot = _ => { },
        OnStale = (roomId, isStale) => _stale.Add((roomId, isStale)),
    };

    [Fact]
    public async Task Receive_APulseThatCountsFurther_AsksForTheEnd()
    {
        await _rooms.JoinAsync("r", CancellationToken.None);

        _rooms.Receive(Pulse(5));
        Assert.Equal(["JoinRoom"], _calls);
        _rooms.Receive(Pulse(6));

        Assert.Equal(["JoinRoom", "Resume"], _calls);
    }

    [Fact]
    public async Task Receive_PulsesWhileItIsAskedFor_AsksOnce()
    {
        await _rooms.JoinAsync("r", CancellationToken.None);
        var answer = new TaskCompletionSource<HubAnswer>();
        _resume = () => answer.Task;

        _rooms.Receive(Pulse(6));
        _rooms.Receive(Pulse(7));

        Assert.Equal(["JoinRoom", "Resume"], _calls);
    }

    [Fact]
    public async Task Check_OfASilentRoom_SaysItIsStaleAndAsks()
    {
        await _rooms.JoinAsync("r", CancellationToken.None);
        _clock.Advance(TimeSpan.FromSeconds(11));
        Assert.Empty(_rooms.Check());
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.True(Assert.Single(await Task.WhenAll(_rooms.Check())));

        Assert.Equal([("r", true), ("r", false)], _stale);
        Assert.Equal(["JoinRoom", "Resume"], _calls);
    }

    [Fact]
    public async Task Check_WhenNobodyAnswers_StaysStaleUntilSomethingIsHeard()
    {
        await _rooms.JoinAsync("r", CancellationToken.None);
        _resume = () => throw new TimeoutException();
        _clock.Advance(TimeSpan.FromSeconds(12));

        Assert.False(Assert.Single(await Task.WhenAll(_rooms.Check())));
        Assert.Equal([("r", true)], _stale);
        _rooms.Receive(Pulse(5));

        Assert.Equal([("r", true), ("r", false)], _stale);
    }

    [Fact]
    public async Task Check_WhenTheServerRefuses_DoesNotCallTheConnectionDead()
    {
        await _rooms.JoinAsync("r", CancellationToken.None);
        _resume = () => throw new LiveRefusedException("busy", "", null);
        _clock.Advance(TimeSpan.FromSeconds(12));

        Assert.True(Assert.Single(await Task.WhenAll(_rooms.Check())));
    }

    [Fact]
    public void WaitBefore_TheFirstAttempts_AreSpreadOverTwoSecondsAndLaterOnesBounded()
    {
        var first = Enumerable.Range(0, 200).Select(seed => Wait(seed, 0)).ToList();

        Assert.All(first, wait => Assert.InRange(wait, 0, 2));
        Assert.InRange(first.Average(), 0.8, 1.2);
        Assert.All(Enumerable.Range(1, 50), tried => Assert.InRange(Wait(7, tried * 1_000), 5, 10));
    }

    private static double Wait(int seed, int tried) =>
        new Reconnecting(new LiveConnectionOptions { Seed = seed }, TimeProvider.System).WaitBefore(tried).TotalSeconds;

    private static Pulse Pulse(long seq) => new("r", 1, ImmutableDictionary<string, long>.Empty, "e", seq);

    private Task<HubAnswer> CallAsync(string method, object request, CancellationToken cancellationToken)
    {
        _calls.Add(method);
        return method == "JoinRoom"
            ? Task.FromResult(new HubAnswer(Ok: true, Epoch: "e", Seq: 5, Snapshot: Snapshot))
            : _resume();
    }
}
