using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Api.Rooms.Live;

/// <summary>Chooses the comments that are worth most among too many. Deterministic, so that every process chooses alike.</summary>
internal static class CommentRanking
{
    /// <summary>
    /// The best of the comments, at most this many. A comment is worth what it weighs, less the number of comments that its
    /// author has been shown of late: one who talks much does not take everybody's place.
    /// </summary>
    public static IEnumerable<RoomEvent> Best(
        IEnumerable<RoomEvent> comments, int limit, RoomFocus focus, Func<string, int> shownOf) =>
        comments
            .Select(comment => (Comment: comment, Weight: focus.Weigh(comment.Comment!.Text)))
            .GroupBy(entry => entry.Comment.Comment!.UserId)
            .SelectMany(ofAuthor => ofAuthor
                .OrderByDescending(entry => entry.Weight)
                .ThenBy(entry => entry.Comment.Sequence)
                .Select((entry, index) => (entry.Comment, Worth: entry.Weight - index - shownOf(ofAuthor.Key))))
            .OrderByDescending(entry => entry.Worth)
            .ThenBy(entry => entry.Comment.Sequence)
            .Take(limit)
            .Select(entry => entry.Comment);
}
