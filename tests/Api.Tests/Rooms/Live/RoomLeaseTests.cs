using Microsoft.Extensions.Logging.Abstractions;
using SocialCommerce.Api.Rooms.Live;
using SocialCommerce.Api.Tests.Hosting;
using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Api.Tests.Rooms.Live;

/// <summary>What a relay does when the network between it and its room does what networks do.</summary>
public sealed class RoomLeaseTests : IDisposable
{
    private readonly ManualClock _clock = new();
    private readonly FakeRoom _room = new();
    private readonly RoomRelay _relay;
    private readonly RoomLease _lease;

    public RoomLeaseTests()
    {
        RoomLease? lease = null;
        var touches = new HotTouches(null!, NullLogger<HotTouches>.Instance);
        _relay = new RoomRelay("r", new LiveOptions(), touches, _clock, NullLogger.Instance) { OnHole = _ => lease!.ReportHole() };
        _lease = lease = new RoomLease(_relay, _room, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(4), _clock, NullLogger.Instance);
    }

    public void Dispose() => _relay.Dispose();

    [Fact]
    public async Task Open_ARoomThatIs_StartsAtItsPlace()
    {
        _room.Append(7);

        Assert.True(await _lease.OpenAsync(CancellationToken.None));
        Assert.Equal(new RoomPosition("e", 7), _relay.Position);
    }

    [Fact]
    public async Task Open_ARoomThatIsNot_SaysSo()
    {
        _room.Exists = false;

        Assert.False(await _lease.OpenAsync(CancellationToken.None));
    }

    [Fact]
    public async Task AHoleInTheEvents_IsClosedFromTheRoom()
    {
        await _lease.OpenAsync(CancellationToken.None);
        var lost = _room.Append(2);
        var next = _room.Append(2);

        await _relay.OnEventsAsync(next);

        Assert.Equal(4, _relay.Position.Sequence);
        Assert.Equal(new RoomPosition("e", 0), Assert.Single(_room.Resumes));
        await _relay.OnEventsAsync(lost);
        Assert.Equal(4, _relay.Position.Sequence);
    }

    [Fact]
    public async Task ASilentLoss_IsSeenAtTheNextRenewal()
    {
        await _lease.OpenAsync(CancellationToken.None);
        _room.Append(3);

        await _lease.TendAsync();
        Assert.Equal(0, _relay.Position.Sequence);
        _clock.Advance(TimeSpan.FromSeconds(10));
        await _lease.TendAsync();

        Assert.Equal(3, _relay.Position.Sequence);
        Assert.Equal(2, _room.Subscriptions);
    }

    [Fact]
    public async Task ALossThatTheRoomCannotMend_StartsAnew()
    {
        await _lease.OpenAsync(CancellationToken.None);
        _room.Append(50);
        _room.Forgets = true;
        _clock.Advance(TimeSpan.FromSeconds(10));

        await _lease.TendAsync();

        Assert.Equal(new RoomPosition("e", 50), _relay.Position);
    }

    [Fact]
    public async Task AnotherEpoch_StartsAnew()
    {
        await _lease.OpenAsync(CancellationToken.None);
        _room.Epoch = "f";

        await _relay.OnEventsAsync(_room.Append(1));

        Assert.Equal(new RoomPosition("f", 1), _relay.Position);
    }

    [Fact]
    public async Task AFailedRenewal_IsTriedAgainAtTheNextRound()
    {
        await _lease.OpenAsync(CancellationToken.None);
        _room.Append(3);
        _room.Fails = true;
        _clock.Advance(TimeSpan.FromSeconds(10));
        await _lease.TendAsync();
        _room.Fails = false;

        await _lease.TendAsync();

        Assert.Equal(3, _relay.Position.Sequence);
    }

    [Fact]
    public async Task Open_AfterClosing_SaysThatItIsClosed()
    {
        await _lease.OpenAsync(CancellationToken.None);
        await _lease.DisposeAsync();

        Assert.Equal(1, _room.Ends);
        var other = new RoomLease(_relay, _room, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(4), _clock, NullLogger.Instance);
        await other.DisposeAsync();
        Assert.Null(await other.OpenAsync(CancellationToken.None));
    }

    private sealed class FakeRoom : IRoomSource
    {
        private readonly List<RoomEvent> _events = [];

        public bool Exists { get; set; } = true;

        public bool Forgets { get; set; }

        public bool Fails { get; set; }

        public string Epoch { get; set; } = "e";

        public int Subscriptions { get; private set; }

        public int Ends { get; private set; }

        public List<RoomPosition> Resumes { get; } = [];

        public RoomEvents Append(int count)
        {
            var added = Enumerable.Range(_events.Count + 1, count)
                .Select(seq => new RoomEvent(seq, RoomEventType.RoomState, DateTimeOffset.UnixEpoch, Status: RoomStatus.Live))
                .ToList();
            _events.AddRange(added);
            return new RoomEvents("r", Epoch, [.. added]);
        }

        public Task<RoomPosition?> SubscribeAsync(int viewers, string accessTag)
        {
            if (Fails)
            {
                throw new TimeoutException();
            }

            Subscriptions++;
            return Task.FromResult(Exists ? new RoomPosition(Epoch, _events.Count) : null);
        }

        public Task<RoomSummary?> DescribeAsync() => Task.FromResult<RoomSummary?>(null);

        public Task UnsubscribeAsync()
        {
            Ends++;
            return Task.CompletedTask;
        }

        public Task<RoomEvents?> ResumeAsync(RoomPosition position)
        {
            Resumes.Add(position);
            return Task.FromResult(Forgets
                ? null
                : new RoomEvents("r", Epoch, [.. _events.Skip((int)position.Sequence)]));
        }
    }
}
