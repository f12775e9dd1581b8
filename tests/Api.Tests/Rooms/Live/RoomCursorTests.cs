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

    private static EventMessage[] Messages(params long[] sequences) =>
        [.. sequences.Select(seq => new EventMessage(seq, "room.state", DateTimeOffset.UnixEpoch, NoData))];

    private static IEnumerable<long> Sequences(IEnumerable<LiveEvent> events) => events.Select(e => e.Seq);
}
