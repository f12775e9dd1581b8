using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Rooms;
using static SocialCommerce.Grains.Tests.Rooms.RoomSamples;

namespace SocialCommerce.Grains.Tests.Rooms;

public sealed class RoomFeedTests
{
    [Theory]
    [InlineData(0, new long[] { 1, 2, 3 })]
    [InlineData(2, new long[] { 3 })]
    [InlineData(3, new long[0])]
    public void After_AKnownPlace_GivesTheRest(long sequence, long[] expected)
    {
        var feed = Feed(Comment(1), Comment(2), Comment(3));

        Assert.Equal(expected, Sequences(feed.After(sequence)));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(-1)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public void After_AnImpossiblePlace_IsNull(long sequence) => Assert.Null(Feed(Comment(1), Comment(2), Comment(3)).After(sequence));

    [Fact]
    public void After_AnEmptyRoom_KnowsOnlyItsBeginning()
    {
        Assert.Equal([], Sequences(new RoomFeed().After(0)));
        Assert.Null(new RoomFeed().After(1));
        Assert.Null(new RoomFeed().After(-1));
    }

    [Fact]
    public void After_MoreThanIsRemembered_IsNullRatherThanAHole()
    {
        var feed = Feed([.. Enumerable.Range(1, RoomFeed.EventsMax + 5).Select(sequence => Comment(sequence))]);

        Assert.Null(feed.After(4));
        var rest = Sequences(feed.After(5));
        Assert.Equal(RoomFeed.EventsMax, rest.Length);
        Assert.Equal(6L, rest[0]);
        Assert.Equal(RoomFeed.EventsMax + 5L, rest[^1]);
    }

    [Fact]
    public void After_ARemoval_KeepsThePlaceAndNotTheWords()
    {
        var feed = Feed(Comment(1, text: "rude"), Comment(2, text: "kind"), Removal(3, "c-1"));

        var events = feed.After(0)!.Value;

        Assert.Equal([1L, 2L, 3L], events.Select(entry => entry.Sequence));
        Assert.Equal(["", "kind", null], events.Select(entry => entry.Comment?.Text));
        Assert.Equal("c-2", Assert.Single(feed.Comments).CommentId);
        Assert.False(feed.HasComment("c-1"));
        Assert.True(feed.HasComment("c-2"));
    }

    [Fact]
    public void Comments_Many_KeepsTheNewest()
    {
        var feed = Feed([.. Enumerable.Range(1, 150).Select(sequence => Comment(sequence))]);

        Assert.Equal(Enumerable.Range(51, 100).Select(sequence => $"c-{sequence}"), feed.Comments.Select(entry => entry.CommentId));
    }

    [Fact]
    public void FindAnswer_OfARememberedComment_IsTheFirstAnswer()
    {
        var feed = Feed(Comment(1, "u-1"), Comment(2, "u-2"));

        Assert.Equal(new CommentResult(RoomOutcome.Done, "c-1", 1), feed.FindAnswer("u-1", "k-1"));
        Assert.Null(feed.FindAnswer("u-2", "k-1"));
    }

    [Fact]
    public void FindAnswer_OfACommentWhoseEventIsForgotten_IsKnownForLonger()
    {
        var feed = Feed([.. Enumerable.Range(1, RoomFeed.AnswersMax).Select(sequence => Comment(sequence))]);
        Assert.Equal(1, feed.FindAnswer("u-1", "k-1")!.Sequence);

        feed.Add(Comment(RoomFeed.AnswersMax + 1));

        Assert.Null(feed.FindAnswer("u-1", "k-1"));
        Assert.Equal(2, feed.FindAnswer("u-1", "k-2")!.Sequence);
    }

    [Fact]
    public void FindAnswer_OfARemovedComment_IsStillTheFirstAnswer()
    {
        var feed = Feed(Comment(1, "u-1"), Removal(2, "c-1"));

        Assert.Equal(new CommentResult(RoomOutcome.Done, "c-1", 1), feed.FindAnswer("u-1", "k-1"));
    }

    [Fact]
    public void HasComment_ShownAlthoughItsEventIsForgotten_CanStillBeRemoved()
    {
        var feed = Feed([Comment(1), .. Enumerable.Range(2, RoomFeed.EventsMax).Select(sequence => Stock(sequence))]);
        Assert.Equal("c-1", Assert.Single(feed.Comments).CommentId);

        Assert.True(feed.HasComment("c-1"));

        feed.Add(Removal(RoomFeed.EventsMax + 2, "c-1"));
        Assert.Empty(feed.Comments);
        Assert.False(feed.HasComment("c-1"));
    }

    /// <summary>Any history: what comes back is dense, ends at the last event, and says nothing that was removed.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void After_AnyHistory_IsDenseAndSilentOnWhatWasRemoved(int seed)
    {
        var random = new Random(seed);
        var feed = new RoomFeed();
        var removed = new HashSet<string>();
        for (var sequence = 1L; sequence <= 3_000; sequence++)
        {
            feed.Add(Next(random, sequence, removed));
            var from = random.NextInt64(Math.Max(0, sequence - RoomFeed.EventsMax), sequence + 1);
            if (sequence % 50 == 0)
            {
                var events = feed.After(from)!.Value;
                Assert.Equal(sequence - from, events.Length);
                Assert.All(events, (entry, index) => Assert.Equal(from + index + 1, entry.Sequence));
                Assert.All(events, entry => Assert.True(
                    entry.Comment is null || (entry.Comment.Text.Length == 0) == removed.Contains(entry.Comment.CommentId)));
            }
        }

        Assert.DoesNotContain(feed.Comments, comment => removed.Contains(comment.CommentId));
    }

    private static RoomEvent Next(Random random, long sequence, HashSet<string> removed)
    {
        if (random.Next(5) > 0 || sequence == 1)
        {
            return Comment(sequence);
        }

        var victim = $"c-{random.NextInt64(Math.Max(1, sequence - 300), sequence)}";
        removed.Add(victim);
        return Removal(sequence, victim);
    }

    private static RoomFeed Feed(params RoomEvent[] events)
    {
        var feed = new RoomFeed();
        foreach (var roomEvent in events)
        {
            feed.Add(roomEvent);
        }

        return feed;
    }

    private static long[] Sequences(System.Collections.Immutable.ImmutableArray<RoomEvent>? events) =>
        [.. events!.Value.Select(entry => entry.Sequence)];
}
