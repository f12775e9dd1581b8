using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Api.Rooms.Live;

/// <summary>
/// Writes a batch without some of its comments, and never with a silent hole: each run of comments left out is one entry
/// that says from where to where.
/// </summary>
internal static class SampledEvents
{
    public static IReadOnlyList<EventBody> Describe(IReadOnlyList<RoomEvent> events, Func<RoomEvent, bool> isLeftOut)
    {
        var bodies = new List<EventBody>(events.Count);
        var from = 0L;
        for (var i = 0; i < events.Count; i++)
        {
            var next = events[i];
            if (!isLeftOut(next))
            {
                bodies.Add(RoomEventBodies.From(next));
                continue;
            }

            from = from == 0 ? next.Sequence : from;
            if (i + 1 == events.Count || !isLeftOut(events[i + 1]))
            {
                bodies.Add(LeftOut.Describe(from, next.Sequence, next.At));
                from = 0;
            }
        }

        return bodies;
    }
}

/// <summary>Comments of one room that one socket is not shown, all between two places of the sequence.</summary>
internal sealed record LeftOut(string RoomId, string Epoch, long From, long Last, DateTimeOffset At)
{
    /// <summary>The run of both, or null when they do not follow each other.</summary>
    public LeftOut? Join(LeftOut next) => next.RoomId == RoomId && next.Epoch == Epoch && next.From == Last + 1
        ? next with { From = From }
        : null;

    public static EventBody Describe(long from, long last, DateTimeOffset at) =>
        new(last, "comments.sampled", at, new CommentsSampledBody(from, last - from + 1));
}

/// <param name="From">Sequence of the first comment left out.</param>
/// <param name="Count">How many were, without a gap among them.</param>
internal sealed record CommentsSampledBody(long From, long Count);
