using FsCheck;
using FsCheck.Fluent;
using SocialCommerce.Api.Rooms.Live;
using SocialCommerce.Api.Tests.Hosting;
using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Users;
using static SocialCommerce.Api.Tests.Rooms.Live.CommentSamples;

namespace SocialCommerce.Api.Tests.Rooms.Live;

/// <summary>Who gets which frame of a batch.</summary>
public sealed class RoomBroadcastTests
{
    private readonly ManualClock _clock = new();
    private readonly RoomPresence _presence = new();
    private readonly RoomPeople _people;
    private readonly RoomBroadcast _broadcast;

    public RoomBroadcastTests()
    {
        _people = new RoomPeople(_presence);
        _broadcast = new RoomBroadcast("r", 5, _people, _clock) { Focus = Focus };
    }

    [Fact]
    public void Deliver_WhenAFriendsCommentIsLeftOut_ShowsItToThoseWhoFollow()
    {
        var follower = Enter("a");
        var another = Enter("b");
        var other = Enter("c");
        _presence.Enter("u77", "Friend", new UserTies([], IsInvisible: false));
        _presence.Enter("a", "A", new UserTies(["u77"], IsInvisible: false));
        _presence.Enter("b", "B", new UserTies(["u3", "u77"], IsInvisible: false));
        _presence.Settle();

        _broadcast.Begin("e", Crowd(1, 100));
        _broadcast.Deliver(follower, isSampled: true);
        _broadcast.Deliver(another, isSampled: true);
        _broadcast.Deliver(other, isSampled: true);

        Assert.Contains(EntriesOf(follower.Written[0]), entry => entry.Author == "u77");
        Assert.Same(follower.Written[0], another.Written[0]);
        Assert.DoesNotContain(EntriesOf(other.Written[0]), entry => entry.Author == "u77");
    }

    [Fact]
    public void Deliver_ToOneWhoSaysNothing_SendsEverything()
    {
        var viewer = Enter("u1");

        _broadcast.Begin("e", Crowd(1, 100));
        _broadcast.Deliver(viewer, isSampled: false);

        Assert.Equal(100, EntriesOf(Assert.Single(viewer.Written)).Count);
        Assert.DoesNotContain(EntriesOf(viewer.Written[0]), entry => entry.Type == "comments.sampled");
    }

    [Fact]
    public void Deliver_ToThoseWhoAskForASample_SharesOneFrame()
    {
        var first = Enter("a");
        var second = Enter("b");

        _broadcast.Begin("e", Crowd(1, 100));
        _broadcast.Deliver(first, isSampled: true);
        _broadcast.Deliver(second, isSampled: true);

        Assert.Same(Assert.Single(first.Written), Assert.Single(second.Written));
        Assert.Equal(5, EntriesOf(first.Written[0]).Count(entry => entry.Author is not null));
    }

    [Fact]
    public void Deliver_WhenTheOwnCommentIsLeftOut_SendsAFrameOfTheirOwn()
    {
        var author = Enter("u77");
        var other = Enter("other");

        _broadcast.Begin("e", Crowd(1, 100));
        _broadcast.Deliver(author, isSampled: true);
        _broadcast.Deliver(other, isSampled: true);

        Assert.Contains(EntriesOf(author.Written[0]), entry => entry.Author == "u77");
        Assert.DoesNotContain(EntriesOf(other.Written[0]), entry => entry.Author == "u77");
        Assert.True(IsDense(EntriesOf(author.Written[0]), 1, 100));
    }

    [Fact]
    public void Deliver_ToAFillingSocket_ShedsCommentsAndNothingElse()
    {
        var viewer = Enter("u3");
        viewer.Block();
        for (var i = 0; i < 7; i++)
        {
            viewer.Outbox.Send(Frames.Notice("k", "t"));
        }

        _broadcast.Begin("e", [State(1), Comment(2, "x"), Comment(3, "host"), Comment(4, "u3"), Comment(5, "y"), State(6)]);
        _broadcast.Deliver(viewer, isSampled: true);
        viewer.Unblock();

        Assert.Equal(
            [(1, 1, null), (2, 2, null), (3, 3, "host"), (4, 4, "u3"), (5, 5, null), (6, 6, (string?)null)],
            EntriesOf(viewer.Written[^1]).Select(entry => ((int)entry.From, (int)entry.Seq, entry.Author)));
    }

    [Fact]
    public void DeliverAfter_ASnapshotThatWasAhead_SendsTheRest()
    {
        var viewer = Enter("u50");

        _broadcast.Begin("e", Crowd(1, 100));
        _broadcast.DeliverAfter(viewer, isSampled: true, known: 40);

        Assert.True(IsDense(EntriesOf(viewer.Written[0]), 41, 100));
        Assert.Contains(EntriesOf(viewer.Written[0]), entry => entry.Author == "u50");
    }

    [Fact]
    public void Deliver_AnyStreamToAnybody_IsDenseAndHasOwnHostAndState()
    {
        Prop.ForAll<byte[], bool>((steps, isSlow) =>
        {
            var viewer = Enter("u1");
            var broadcast = new RoomBroadcast("r", 3, _people, _clock) { Focus = Focus };
            var all = new List<RoomEvent>();
            var seq = 0L;
            foreach (var step in steps.Where(step => step % 12 > 0))
            {
                _clock.Advance(TimeSpan.FromMilliseconds(step % 5 * 50));
                if (isSlow && step % 4 == 0)
                {
                    viewer.Block();
                }
                else
                {
                    viewer.Unblock();
                }

                List<RoomEvent> events = [.. Enumerable.Range(0, step % 12).Select(i => Any(++seq, step + i))];
                broadcast.Begin("e", events);
                broadcast.Deliver(viewer, isSampled: true);
                all.AddRange(events);
            }

            viewer.Unblock();
            var entries = viewer.Written.SelectMany(EntriesOf).ToList();
            _people.Remove(viewer);
            var owed = all.Where(e => e.Comment is null or { UserId: "u1" or "host" }).Select(e => e.Sequence);
            return IsDense(entries, 1, seq)
                && owed.All(sequence => entries.Any(entry => entry.Type != "comments.sampled" && entry.Seq == sequence));
        }).QuickCheckThrowOnFailure();
    }

    private static RoomEvent Any(long seq, int choice) => (choice % 7) switch
    {
        0 => State(seq),
        1 => Comment(seq, "host"),
        _ => Comment(seq, $"u{choice % 5}"),
    };

    private FakeViewer Enter(string userId)
    {
        var viewer = new FakeViewer(userId, _clock);
        _people.Add(viewer);
        return viewer;
    }

    private static List<RoomEvent> Crowd(int first, int last) =>
        [.. Enumerable.Range(first, last - first + 1).Select(i => Comment(i, $"u{i}"))];

    private sealed class FakeViewer : IRoomViewer
    {
        private TaskCompletionSource? _blocked;

        public FakeViewer(string userId, TimeProvider clock)
        {
            UserId = userId;
            Outbox = new Outbox(12, 200_000, WriteAsync, reason => Assert.Fail(reason), clock);
        }

        public string UserId { get; }

        public Outbox Outbox { get; }

        public List<Frame> Written { get; } = [];

        public void Block() => _blocked ??= Outbox.IsFilling ? null : new TaskCompletionSource();

        public void Unblock()
        {
            var blocked = _blocked;
            _blocked = null;
            blocked?.SetResult();
        }

        private Task WriteAsync(Frame frame)
        {
            Written.Add(frame);
            return _blocked?.Task ?? Task.CompletedTask;
        }
    }
}
