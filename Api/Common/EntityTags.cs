using System.Globalization;
using Microsoft.Net.Http.Headers;

namespace SocialCommerce.Api.Common;

/// <summary>Grain versions as entity tags (RFC 9110, section 8.8.3).</summary>
internal static class EntityTags
{
    /// <summary>Never a version: stands for a condition that no current version can meet.</summary>
    private const long NoVersion = -1;

    public static void Set(HttpContext context, long version) =>
        context.Response.Headers.ETag = Format(version);

    /// <summary>True when the caller already has this version; then the answer is 304.</summary>
    public static bool IsKnown(HttpRequest request, long version)
    {
        var known = request.GetTypedHeaders().IfNoneMatch;
        return known.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Tag.Value == Format(version));
    }

    /// <summary>The version that the caller insists on; null without If-Match and for If-Match: *.</summary>
    public static long? Expected(HttpRequest request)
    {
        var expected = request.GetTypedHeaders().IfMatch;
        if (expected.Any(tag => tag.Equals(EntityTagHeaderValue.Any)))
        {
            return null;
        }

        var isAsked = !string.IsNullOrWhiteSpace(request.Headers.IfMatch);
        return isAsked ? ReadVersion(expected.FirstOrDefault()) : null;
    }

    private static long ReadVersion(EntityTagHeaderValue? tag) =>
        tag is { IsWeak: false }
        && long.TryParse(tag.Tag.AsSpan().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : NoVersion;

    private static string Format(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");
}
