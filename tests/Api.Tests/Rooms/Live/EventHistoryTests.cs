using SocialCommerce.Api.Rooms.Live;

namespace SocialCommerce.Api.Tests.Rooms.Live;

public sealed class EventHistoryTests
{
    [Theory]
    [InlineData(64, 0)]
    [InlineData(100, 7)]
    [InlineData(1_000, 12_345)]
    public void After_AsItFills_HasTheLastEventsWithoutAHole(int capacity, long start)
    {
        var history = new EventHistory(capacity);
        history.Reset(start);
        for (var added = 1; added <= 3 * capacity; added++)
        {
            Assert.True(history.TryAdd(CommentSamples.State(start + added)));
            Assert.False(history.TryAdd(CommentSamples.State(start + added + 2)));
            var kept = Math.Min(added, capacity);

            Assert.Equal(
                Enumerable.Range(0, kept).Select(i => start + added - kept + 1 + i),
                history.After(start + added - kept)!.Select(next => next.Sequence));
            Assert.Null(history.After(start + added - kept - 1));
        }
    }

    [Theory]
    [InlineData(10)]
    [InlineData(100)]
    [InlineData(1_000)]
    public void Redact_HoweverFullTheHistory_TakesTheWordsOfThatComment(int count)
    {
        var history = new EventHistory(400);
        history.Reset(0);
        for (var seq = 1; seq <= count; seq++)
        {
            history.TryAdd(CommentSamples.Comment(seq, "u", "words"));
        }

        history.Redact($"c{count - 3}");
        history.Redact("c_gone");

        var texts = history.After(count - 6)!.Select(next => next.Comment!.Text);
        Assert.Equal(["words", "words", "", "words", "words", "words"], texts);
    }
}
