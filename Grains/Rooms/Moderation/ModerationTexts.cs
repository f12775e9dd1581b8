using System.Globalization;
using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Operations;

namespace SocialCommerce.Grains.Rooms;

/// <summary>How the audit of a room words what happened. Names are stable; they are what the log is searched by.</summary>
internal static class ModerationTexts
{
    /// <summary>Terms named in one entry; the rest is a number.</summary>
    private const int TermsMax = 20;

    /// <summary>As the public contract writes it.</summary>
    public static string NameOf(ModerationKind kind) => kind.ToString().ToLowerInvariant();

    public static string? Describe(TimeSpan? duration) => duration is { } length
        ? string.Create(CultureInfo.InvariantCulture, $"{(long)length.TotalSeconds} s")
        : null;

    public static string Describe(RoomModes modes) => string.Create(
        CultureInfo.InvariantCulture,
        $"slow mode {modes.SlowModeSeconds} s, followers only {(modes.FollowersOnly ? "on" : "off")}, buyers only {(modes.BuyersOnly ? "on" : "off")}");

    /// <summary>What was added and taken away.</summary>
    public static string Describe(ImmutableArray<KeywordRule> before, ImmutableArray<KeywordRule> after)
    {
        var changes = after.Except(before).Select(rule => $"+{NameOf(rule.Action)} {rule.Term}")
            .Concat(before.Except(after).Select(rule => $"-{NameOf(rule.Action)} {rule.Term}"))
            .ToList();
        var shown = string.Join(", ", changes.Take(TermsMax));
        return changes.Count > TermsMax
            ? string.Create(CultureInfo.InvariantCulture, $"{shown}, and {changes.Count - TermsMax} more")
            : shown;
    }

    public static AuditLine Describe(ChainEntry entry)
    {
        var record = AuditChain.Read(entry);
        return new AuditLine(
            entry.Sequence, record.At, record.ActorId, record.Action, record.SubjectId, record.TargetId, record.Reason,
            record.Detail, Convert.ToHexStringLower(entry.Hash.Span));
    }

    private static string NameOf(KeywordAction action) => action.ToString().ToLowerInvariant();
}
