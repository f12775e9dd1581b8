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
}
