using System.Diagnostics;

namespace SocialCommerce.Grains.Common;

/// <summary>
/// Leads from a trace to an earlier one that made it possible without calling it. Only in memory: a trace is for looking at, and
/// after a move the link is merely missing.
/// </summary>
internal readonly record struct SpanLink(ActivityContext Target)
{
    public static SpanLink ToCurrent() => new(Activity.Current?.Context ?? default);

    public void AddToCurrent(string tag, string value)
    {
        if (Target != default && Activity.Current is { } span)
        {
            span.AddLink(new ActivityLink(Target, new ActivityTagsCollection { [tag] = value }));
        }
    }
}
