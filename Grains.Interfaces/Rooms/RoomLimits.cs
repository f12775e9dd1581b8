using System.Globalization;

namespace SocialCommerce.Grains.Interfaces.Rooms;

/// <summary>Bounds of what is said and done in a room.</summary>
public static class RoomLimits
{
    public const int TitleMax = 120;

    public const int ProductsMax = 200;

    public const int PinsMax = 3;

    /// <summary>In characters as people count them (grapheme clusters).</summary>
    public const int CommentTextMax = 200;

    /// <summary>One grapheme cluster can hold many code units; this bounds what is stored.</summary>
    public const int CommentUnitsMax = 800;

    public const int ReactionCountMax = 100;

    public const int PlaybackUrlMax = 500;

    public static readonly ImmutableHashSet<string> ReactionKinds = ["heart", "like", "wow", "fire", "clap"];

    public static ImmutableArray<FieldError> Check(CreateRoom command) => new FieldChecks()
        .Text(command.Title, "title", TitleMax)
        .Add(command.ProductIds.Length > ProductsMax, "productIds", $"must be at most {ProductsMax}")
        .Add(command.ProductIds.Any(id => !Ids.IsValid(id)), "productIds", "has an invalid id")
        .Add(!IsPlaybackUrl(command.PlaybackUrl), "playbackUrl", "must be an http(s) or site-relative address")
        .Add(!IsStart(command.StartsAt, command.At), "startsAt", "must be within a year")
        .Errors;

    public static ImmutableArray<FieldError> Check(UpdateRoom command) => new FieldChecks()
        .Text(command.Title ?? "unchanged", "title", TitleMax)
        .Add(!IsStart(command.StartsAt, command.At), "startsAt", "must be within a year")
        .Errors;

    public static ImmutableArray<FieldError> Check(SendReactions command) => new FieldChecks()
        .Add(!ReactionKinds.Contains(command.Kind), "kind", "is not a known reaction")
        .Add(command.Count is < 1 or > ReactionCountMax, "count", $"must be from 1 to {ReactionCountMax}")
        .Id(command.BatchId, "batchId")
        .Errors;

    public static ImmutableArray<FieldError> CheckComment(string? text, string? clientId) => new FieldChecks()
        .Text(text, "text", CommentUnitsMax)
        .Add(text is not null && new StringInfo(text).LengthInTextElements > CommentTextMax, "text", $"must be at most {CommentTextMax} characters")
        .Id(clientId, "clientId")
        .Errors;

    // A start that has just gone by while somebody filled in the form is none to argue about.
    private static bool IsStart(DateTimeOffset? startsAt, DateTimeOffset now) =>
        startsAt is not { } start || (start >= now.AddDays(-1) && start <= now.AddDays(366));

    /// <summary>Whether browsers may be sent there for a video: http(s), or an address of this site.</summary>
    public static bool IsPlaybackUrl(string? url) =>
        url is null
        || (url.Length <= PlaybackUrlMax
            && (IsSiteRelative(url) || (Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http")));

    private static bool IsSiteRelative(string url) =>
        url.StartsWith('/') && !url.StartsWith("//", StringComparison.Ordinal);
}
