using System.Collections.Immutable;
using SocialCommerce.Api.Rooms.Live;
using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Api.Tests.Rooms.Live;

public sealed class RoomFeedTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<string, List<long>> _seen = [];

    [Fact]
    public void Join_WithASnapshotBehindTheFlushes_GetsWhatIsBetween()
    {
        var feed = CreateFeed();
        feed.TryTake(Events(1, 5));
        Flush(feed);
        feed.TryTake(Events(6, 7));

        Assert.True(feed.TryJoin("late", new RoomPosition("e", 3)));
        Flush(feed);

        Assert.Equal([4, 5, 6, 7], _seen["late"]);
    }

    [Fact]
    public void Join_WithASnapshotAhead_GetsOnlyWhatFollowsIt()
    {
        var feed = CreateFeed();
        Assert.True(feed.TryJoin("ahead", new RoomPosition("e", 4)));
        Assert.True(feed.TryJoin("level", new RoomPosition("e", 0)));

        feed.TryTake(Events(1, 3));
        Flush(feed);
        feed.TryTake(Events(4, 6));
        Flush(feed);
        feed.TryTake(Events(7, 7));
        Flush(feed);

        Assert.Equal([5, 6, 7], _seen["ahead"]);
        Assert.Equal([1, 2, 3, 4, 5, 6, 7], _seen["level"]);
    }

    [Fact]
    public void Join_WithASnapshotOlderThanTheHistory_IsTurnedDown()
    {
        var feed = CreateFeed(historyMax: 4);
        feed.TryTake(Events(1, 4));
        Flush(feed);
        feed.TryTake(Events(5, 8));
        Flush(feed);

        Assert.False(feed.TryJoin("old", new RoomPosition("e", 3)));
        Assert.True(feed.TryJoin("recent", new RoomPosition("e", 4)));
        Assert.False(feed.TryJoin("elsewhere", new RoomPosition("f", 8)));
    }

    [Fact]
    public void Take_WithAHole_SaysSoAndTakesNothingBehindIt()
    {
        var feed = CreateFeed();

        Assert.True(feed.TryTake(Events(1, 2)));
        Assert.False(feed.TryTake(Events(4, 5)));
        Assert.Equal(2, feed.Last);
        Assert.True(feed.TryTake(Events(1, 5)));
        Assert.Equal(5, feed.Last);
    }

    [Fact]
    public void Resume_AnswersWhatWasMissed_AndGoesOnBehindIt()
    {
        var feed = CreateFeed();
        feed.TryTake(Events(1, 5));

        var missed = feed.TryResume("back", new RoomPosition("e", 2));
        Flush(feed);
        feed.TryTake(Events(6, 6));
        Flush(feed);

        Assert.Equal([3, 4, 5], missed!.Select(next => next.Sequence));
        Assert.Equal([6], _seen["back"]);
        Assert.Null(feed.TryResume("future", new RoomPosition("e", 99)));
    }

    /// <summary>Whatever the order of events, flushes, joins, resumes and leaves: no hole and no repetition, for anybody.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void AnyOrderOfSteps_GivesEverybodyOneSequence(int seed)
    {
        var random = new Random(seed);
        var feed = CreateFeed(historyMax: 64);
        var known = new Dictionary<string, long>();
        var sequence = 0L;
        for (var step = 0; step < 5_000; step++)
        {
            var viewer = $"v{random.Next(8)}";
            switch (random.Next(5))
            {
                case 0:
                    var count = random.Next(1, 4);
                    Assert.True(feed.TryTake(Events(sequence + 1, sequence += count)));
                    break;
                case 1:
                    Flush(feed);
                    break;
                case 2 when !known.ContainsKey(viewer):
                    var place = Math.Max(0, sequence + random.Next(-5, 3));
                    if (feed.TryJoin(viewer, new RoomPosition("e", place)))
                    {
                        // What a join sent at once came before the viewer was noted here.
                        known[viewer] = place;
                    }

                    break;
                case 3 when known.TryGetValue(viewer, out var at) && feed.TryResume(viewer, new RoomPosition("e", Known(viewer, at))) is { } missed:
                    Note(viewer, missed);
                    break;
                case 4 when random.Next(4) == 0 && known.Remove(viewer):
                    feed.Leave(viewer);
                    _seen.Remove(viewer);
                    break;
            }

            if (feed.Waiting > 32)
            {
                Flush(feed);
            }

            AssertNoHoles(known);
        }

        Assert.True(sequence > 1_000);
    }

    private long Known(string viewer, long joinedAt) => _seen.TryGetValue(viewer, out var seen) ? seen[^1] : joinedAt;

    private void AssertNoHoles(Dictionary<string, long> joinedAt)
    {
        foreach (var (viewer, seen) in _seen)
        {
            Assert.Equal(Enumerable.Range(1, seen.Count).Select(i => joinedAt[viewer] + i), seen);
        }
    }

    private RoomFeed<string> CreateFeed(int historyMax = 100)
    {
        var feed = new RoomFeed<string>("r", historyMax, (viewer, _, events) => Note(viewer, events));
        feed.Reset(new RoomPosition("e", 0));
        return feed;
    }

    private void Flush(RoomFeed<string> feed) => feed.Flush(new Delivery(Note));

    private void Note(string viewer, IReadOnlyList<RoomEvent> events)
    {
        if (events.Count == 0)
        {
            return;
        }

        if (!_seen.TryGetValue(viewer, out var seen))
        {
            _seen[viewer] = seen = [];
        }

        seen.AddRange(events.Select(next => next.Sequence));
    }

    private static ImmutableArray<RoomEvent> Events(long first, long last) =>
    [
        .. Enumerable.Range(0, (int)(last - first + 1))
            .Select(i => new RoomEvent(first + i, RoomEventType.RoomState, Now, Status: RoomStatus.Live)),
    ];

    private sealed class Delivery(Action<string, IReadOnlyList<RoomEvent>> note) : IRoomDelivery<string>
    {
        private IReadOnlyList<RoomEvent> _events = [];

        public void Begin(string epoch, IReadOnlyList<RoomEvent> events) => _events = events;

        public void Deliver(string viewer, bool isSampled) => note(viewer, _events);

        public void DeliverAfter(string viewer, bool isSampled, long known) =>
            note(viewer, [.. _events.Where(next => next.Sequence > known)]);
    }
}
