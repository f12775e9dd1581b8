using System.Text.Json;

namespace SocialCommerce.Crash.Tests;

/// <summary>What stands in a store, read beside the program.</summary>
internal interface ILoggedStore
{
    IReadOnlyList<LoggedInteraction> ReadInteractions();

    IReadOnlyList<LoggedComment> ReadComments(string roomId);

    /// <summary>Sequences that are not 1, 2, 3 … without a hole: none, in a sound store.</summary>
    IReadOnlyList<string> ListBrokenSequences();
}

internal sealed record LoggedInteraction(string UserId, string EventId, long Offset, string ProductId, int Kind);

internal sealed record LoggedComment(string CommentId, string UserId, string ClientId, long Sequence)
{
    /// <summary>The comments among the stored events of a room.</summary>
    public static IReadOnlyList<LoggedComment> ListOf(IEnumerable<byte[]> payloads) =>
    [
        .. payloads.Select(payload => JsonDocument.Parse(payload).RootElement)
            .Where(roomEvent => roomEvent.TryGetProperty("comment", out var comment) && comment.ValueKind == JsonValueKind.Object)
            .Select(roomEvent => roomEvent.GetProperty("comment").Deserialize<LoggedComment>(JsonSerializerOptions.Web)!),
    ];
}
