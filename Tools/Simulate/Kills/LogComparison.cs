using System.Globalization;

namespace SocialCommerce.Tools.Simulate.Kills;

/// <summary>
/// Compares what every viewer of a room was shown with what is stored: the same events at the same places, in order, once,
/// without a hole but those that the server named by a new snapshot.
/// </summary>
internal static class LogComparison
{
    private const int MistakesMax = 20;

    /// <summary>What is wrong, the first of it; nothing when all logs are one.</summary>
    /// <param name="stored">The room's log, in order.</param>
    /// <param name="acknowledged">Ids of comments by the place under which they were acknowledged.</param>
    public static IReadOnlyList<string> Compare(
        IReadOnlyList<RoomRecord> stored, IReadOnlyList<ViewerLog> viewers, IReadOnlyCollection<(long Seq, string CommentId)> acknowledged) =>
    [
        .. Holes(stored)
            .Concat(Lost(stored, acknowledged))
            .Concat(viewers.SelectMany(viewer => Check(stored, viewer)))
            .Take(MistakesMax),
    ];

    private static IEnumerable<string> Holes(IReadOnlyList<RoomRecord> stored) => stored.Index()
        .Where(place => place.Item.Seq != place.Index + 1)
        .Take(1)
        .Select(place => Line($"The stored log has {place.Item.Seq} where {place.Index + 1} belongs."));

    private static IEnumerable<string> Lost(
        IReadOnlyList<RoomRecord> stored, IReadOnlyCollection<(long Seq, string CommentId)> acknowledged) => acknowledged
        .Where(known => known.Seq > stored.Count || !stored[(int)known.Seq - 1].Identity.Contains(known.CommentId, StringComparison.Ordinal))
        .Select(known => Line($"Comment {known.CommentId} was acknowledged at {known.Seq} and is not stored there."));

    private static IEnumerable<string> Check(IReadOnlyList<RoomRecord> stored, ViewerLog viewer)
    {
        foreach (var (before, stretch) in viewer.Stretches.Prepend(null).Zip(viewer.Stretches))
        {
            if (before is not null && stretch.After < before.Last)
            {
                yield return Line($"Viewer {viewer.Viewer} was set back from {before.Last} to {stretch.After}.");
            }

            var expected = stretch.After + 1;
            foreach (var shown in stretch.Shown)
            {
                if (shown.Seq != expected)
                {
                    yield return Line($"Viewer {viewer.Viewer} was shown {shown.Seq} where {expected} belongs.");
                }
                else if (shown.Seq > stored.Count || stored[(int)shown.Seq - 1].Identity != shown.Identity)
                {
                    yield return Line($"Viewer {viewer.Viewer} was shown '{shown.Identity}' at {shown.Seq}, which is not what is stored there.");
                }

                expected = shown.Seq + 1;
            }
        }

        if (viewer.Stretches[^1].Last != stored.Count)
        {
            yield return Line($"Viewer {viewer.Viewer} was shown everything up to {viewer.Stretches[^1].Last} of {stored.Count}.");
        }
    }

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
