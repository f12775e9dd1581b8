using FsCheck;
using FsCheck.Fluent;
using SocialCommerce.Api.Rooms.Live;
using SocialCommerce.Grains.Interfaces.Rooms;
using static SocialCommerce.Api.Tests.Rooms.Live.CommentSamples;

namespace SocialCommerce.Api.Tests.Rooms.Live;

public sealed class CommentSamplerTests
{
    private static readonly TimeSpan Flush = TimeSpan.FromMilliseconds(100);

    [Fact]
    public void LeaveOut_AsManyAsOneCanRead_LeavesOutNothing()
    {
        var sampler = new CommentSampler(15);

        for (var second = 0; second < 10; second++)
        {
            // All at once is still no more than fifteen within a second.
            Assert.Empty(sampler.LeaveOut(Crowd(15, second * 15), Focus, Start.AddSeconds(second)));
        }
    }

    [Fact]
    public void LeaveOut_OneBurst_ShowsAsManyAsOneCanRead()
    {
        var sampler = new CommentSampler(15);

        var leftOut = sampler.LeaveOut(Crowd(100), Focus, Start);

        Assert.Equal(85, leftOut.Count);
    }

    [Fact]
    public void LeaveOut_ALastingFlood_SpreadsTheShownOverTime()
    {
        var sampler = new CommentSampler(15);
        var shown = Enumerable.Range(0, 100)
            .Select(i => 50 - sampler.LeaveOut(Crowd(50, i * 50), Focus, Start + (Flush * i)).Count)
            .ToList();

        Assert.InRange(shown.Skip(20).Sum(), 80 * 1.4, 80 * 1.5);
        Assert.All(shown.Skip(20), count => Assert.InRange(count, 0, 5));
    }

    [Fact]
    public void LeaveOut_AfterAFlood_ShowsEverythingAgain()
    {
        var sampler = new CommentSampler(15);
        sampler.LeaveOut(Crowd(1_000), Focus, Start);

        Assert.Empty(sampler.LeaveOut(Crowd(15, 1_000), Focus, Start.AddSeconds(1)));
    }

    [Fact]
    public void LeaveOut_AmongMany_PrefersQuestionsOnThePinnedProduct()
    {
        var focus = Focus.After(new RoomEvent(
            1, RoomEventType.ProductPinned, Start, Pin: new PinnedProduct("p", "青瓷茶壶 Celadon Teapot", default!, null, Start)));
        List<RoomEvent> events =
        [
            .. Crowd(50), Comment(51, "a", "is the teapot dishwasher safe?"), .. Crowd(50, 51), Comment(102, "b", "茶壶多少钱"),
            Comment(103, "c", "I love this teapot"), Comment(104, "d", "where do you ship to"),
        ];

        var leftOut = new CommentSampler(4).LeaveOut(events, focus, Start);

        Assert.Equal([51, 102, 103, 104], events.Select(e => e.Sequence).Except(leftOut));
    }

    [Fact]
    public void LeaveOut_OneWhoTalksMuch_DoesNotTakeAllPlaces()
    {
        List<RoomEvent> events = [.. Enumerable.Range(1, 90).Select(i => Comment(i, "chatty", "really?")), .. Crowd(10, 90)];

        var leftOut = new CommentSampler(10).LeaveOut(events, Focus, Start);

        var shown = events.Where(e => !leftOut.Contains(e.Sequence)).Select(e => e.Comment!.UserId).ToList();
        Assert.Equal(10, shown.Count);
        Assert.InRange(shown.Count(author => author == "chatty"), 1, 3);
    }

    [Fact]
    public void LeaveOut_AnyStream_HoldsTheBoundKeepsTheHostAndLeavesOutOnlyComments()
    {
        Prop.ForAll<byte[]>(steps =>
        {
            var sampler = new CommentSampler(5);
            var ordinary = new List<DateTimeOffset>();
            var now = Start;
            var seq = 0L;
            foreach (var step in steps)
            {
                now += TimeSpan.FromMilliseconds(step % 7 * 37);
                var events = Enumerable.Range(0, step % 11).Select(i => (i % 5) switch
                {
                    0 => State(++seq),
                    1 when step % 3 == 0 => Comment(++seq, "host"),
                    _ => Comment(++seq, $"u{(step + i) % 6}", i % 2 == 0 ? "how much?" : "hi"),
                }).ToList();
                var leftOut = sampler.LeaveOut(events, Focus, now);
                if (events.Any(e => leftOut.Contains(e.Sequence) && (e.Comment is null || e.Comment.UserId == "host")))
                {
                    return false;
                }

                ordinary.AddRange(events.Where(e => e.Comment is { UserId: not "host" } && !leftOut.Contains(e.Sequence)).Select(_ => now));
            }

            return ordinary.All(from => ordinary.Count(at => at >= from && at < from.AddSeconds(1)) <= 5);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void LeaveOut_TheSameStream_ChoosesTheSame()
    {
        static List<long> Run()
        {
            var sampler = new CommentSampler(7);
            return [.. Enumerable.Range(0, 20).SelectMany(i => sampler.LeaveOut(Crowd(30, i * 30), Focus, Start + (Flush * i)).Order())];
        }

        Assert.Equal(Run(), Run());
    }

    [Fact]
    public void LeaveOutOfMissed_AMinuteOfFlood_BringsWhatOneCanRead()
    {
        List<RoomEvent> missed =
            [.. Enumerable.Range(1, 1_000).Select(i => Comment(i, i == 500 ? "host" : i == 700 ? "friend" : $"u{i % 97}", at: Start.AddMilliseconds(i * 60)))];

        var leftOut = new CommentSampler(15).LeaveOutOfMissed(missed, Focus, author => author == "friend");

        Assert.Equal(1_000 - 150 - 2, leftOut.Count);
        Assert.DoesNotContain(500, leftOut);
        Assert.DoesNotContain(700, leftOut);
    }

    private static List<RoomEvent> Crowd(int count, long after = 0) =>
        [.. Enumerable.Range(1, count).Select(i => Comment(after + i, $"u{(after + i) % 1_000}"))];
}
