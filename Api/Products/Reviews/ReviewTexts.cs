using SocialCommerce.Api.Rooms.Live;

namespace SocialCommerce.Api.Products.Reviews;

/// <summary>What reviewers type, cleaned as comments are, line by line; null stays null.</summary>
internal static class ReviewTexts
{
    public static string? CleanLine(string? text) => text is null ? null : CommentText.Clean(text);

    /// <summary>Lines stay lines, at most one empty one between them.</summary>
    public static string? Clean(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var lines = new List<string>();
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n').Select(CommentText.Clean))
        {
            if (line.Length > 0 || lines is [.., { Length: > 0 }])
            {
                lines.Add(line);
            }
        }

        return string.Join('\n', lines).TrimEnd('\n');
    }

    public static ImmutableArray<string>? Clean(ImmutableArray<string?>? urls) =>
        urls is { IsDefault: false } given ? [.. given.Select(static url => url?.Trim() ?? string.Empty)] : null;
}
