using System.Text.Json;
using SocialCommerce.Client.Live;

namespace SocialCommerce.Api.Tests.Rooms.Live;

/// <summary>The client's side of the same promise.</summary>
public sealed class RoomCursorTests
{
    private static readonly JsonElement NoData = JsonDocument.Parse("{}").RootElement;

    [Fact]
    public void Take_BeforeTheSnapshot_WaitsForIt()
    {
        var cursor = new RoomCursor("r");

        Assert.Empty(cursor.Take("e", Messages(5, 6, 7))!);
        Assert.Equal([6, 7], Sequences(cursor.Place("e", 5)));
        Assert.Equal(7, cursor.Seq);
    }

    [Fact]
    public void Take_WithAHole_HoldsBackUntilItIsClosed()
    {
        var cursor = new RoomCursor("r");
        cursor.Place("e", 0);

        Assert.Equal([1], Sequences(cursor.Take("e", Messages(1, 3, 4))!));
        Assert.True(cursor.HasHole);
        Assert.Equal([2, 3, 4], Sequences(cursor.Take("e", Messages(2, 3))!));
        Assert.False(cursor.HasHole);
        Assert.Equal(1, cursor.Duplicates);
    }

    [Fact]
    public void Take_OfAnotherEpoch_AsksForAResume()
    {
        var cursor = new RoomCursor("r");
        cursor.Place("e", 3);

        Assert.Null(cursor.Take("f", Messages(1)));
        Assert.Equal(3, cursor.Seq);
    }

    [Fact]
    public void Take_OfARunOfLeftOutComments_GoesOnBehindIt()
    {
        var cursor = new RoomCursor("r");
        cursor.Place("e", 2);

        Assert.Equal([9, 10], Sequences(cursor.Take("e", [Run(3, 9), .. Messages(10)])!));
        Assert.Equal([12], Sequences(cursor.Take("e", [Run(8, 12)])!));
        Assert.Empty(cursor.Take("e", [Run(14, 20)])!);
        Assert.True(cursor.HasHole);
    }

    [Fact]
    public void IsBehind_WhenTheServerCountsFurther_OrAnotherSequence()
    {
        var cursor = new RoomCursor("r");
        Assert.False(cursor.IsBehind("e", 7));
        cursor.Place("e", 5);

        Assert.False(cursor.IsBehind("e", 5));
        Assert.True(cursor.IsBehind("e", 6));
        Assert.True(cursor.IsBehind("f", 1));
        Assert.False(cursor.IsBehind(null, 6));
    }

    /// <summary>Whatever is lost, repeated, reordered or sampled differently: every place once, in order, to the end.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Take_OfALossyReorderedSampledStream_ShowsEachPlaceOnce(int seed)
    {
        var random = new Random(seed);
        var cursor = new RoomCursor("r");
        cursor.Place("e", 0);
        var shown = new List<LiveEvent>();
        for (var sent = 0L; sent < 5_000;)
        {
            var from = Math.Max(1, sent - random.Next(6));
            sent += random.Next(1, 9);
            if (random.Next(4) > 0)
            {
                EventMessage[] batch = [.. Sampled(from, sent, random)];
                random.Shuffle(batch);
                shown.AddRange(cursor.Take("e", batch)!);
            }

            if (cursor.HasHole && random.Next(3) > 0)
            {
                shown.AddRange(cursor.Take("e", [.. Sampled(cursor.Seq + 1, sent, random)])!);
            }
        }

        shown.AddRange(cursor.Take("e", [.. Sampled(cursor.Seq + 1, 6_000, random)])!);

        Assert.Equal(6_000, cursor.Seq);
        Assert.False(cursor.HasHole);
        Assert.Equal(shown.Select(next => next.Seq).Distinct().Order(), shown.Select(next => next.Seq));
        Assert.All(shown.Where(next => next.Type == "room.state"), next => Assert.Equal(0, next.Seq % 3));
        Assert.Equal(2_000, shown.Count(next => next.Type == "room.state"));
    }

    // Every third event is no comment; the runs between are cut at random.
    private static IEnumerable<EventMessage> Sampled(long from, long last, Random random)
    {
        var start = from;
        for (var seq = from; seq <= last; seq++)
        {
            if (seq % 3 == 0)
            {
                yield return Messages(seq)[0];
                start = seq + 1;
            }
            else if (seq == last || (seq + 1) % 3 == 0 || random.Next(2) == 0)
            {
                yield return Run(start, seq);
                start = seq + 1;
            }
        }
    }

    private static EventMessage Run(long from, long seq) => new(
        seq,
        LiveEvent.CommentsSampled,
        DateTimeOffset.UnixEpoch,
        JsonSerializer.SerializeToElement(new { from, count = seq - from + 1 }));

    private static EventMessage[] Messages(params long[] sequences) =>
        [.. sequences.Select(seq => new EventMessage(seq, "room.state", DateTimeOffset.UnixEpoch, NoData))];

    private static IEnumerable<long> Sequences(IEnumerable<LiveEvent> events) => events.Select(e => e.Seq);
}
