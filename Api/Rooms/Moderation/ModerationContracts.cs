using System.Text.Json.Serialization;
using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Api.Rooms.Moderation;

internal sealed record ModerationRequest(
    ModerationKind? Action, string? CommentId = null, string? UserId = null, long? Seconds = null, string? Reason = null);

internal sealed record ModesRequest(int? SlowModeSeconds, bool? FollowersOnly, bool? BuyersOnly, string? Reason = null);

internal sealed record ModesBody(int SlowModeSeconds, bool FollowersOnly, bool BuyersOnly)
{
    public static ModesBody From(RoomModes modes) => new(modes.SlowModeSeconds, modes.FollowersOnly, modes.BuyersOnly);
}

internal sealed record RulesRequest(IReadOnlyList<RuleBody?>? Rules);

internal sealed record RuleBody(string? Term, KeywordAction? Action);

internal sealed record RulesResponse(IReadOnlyList<RuleBody> Rules)
{
    public static RulesResponse From(ImmutableArray<KeywordRule> rules) =>
        new([.. rules.Select(static rule => new RuleBody(rule.Term, rule.Action))]);
}

/// <summary>What those in charge see of a room's policy.</summary>
internal sealed record ModerationResponse(
    ModesBody Modes, IReadOnlyList<PersonBody> Moderators, IReadOnlyList<PersonBody> Muted, IReadOnlyList<PersonBody> Banned);

/// <param name="Until">When a restriction ends by itself; left out when it does not.</param>
internal sealed record PersonBody(
    string UserId,
    string? DisplayName,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? Until = null);

internal sealed record HeldCommentBody(
    string CommentId, string UserId, string DisplayName, string Text, string Rule, DateTimeOffset At)
{
    public static HeldCommentBody From(HeldComment held) =>
        new(held.CommentId, held.UserId, held.DisplayName, held.Text, held.Rule, held.At);
}

internal sealed record HeldCommentsResponse(IReadOnlyList<HeldCommentBody> Items);

/// <summary>One entry of the audit.</summary>
/// <param name="ActorId">A user, or the rule or hook that decided.</param>
internal sealed record AuditLineBody(
    long Sequence,
    DateTimeOffset At,
    string ActorId,
    string Action,
    string? SubjectId,
    string? TargetId,
    string? Reason,
    string? Detail,
    string Hash,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ActorName = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? SubjectName = null)
{
    public static AuditLineBody From(AuditLine line) => new(
        line.Sequence, line.At, line.ActorId, line.Action, line.SubjectId, line.TargetId, line.Reason, line.Detail, line.Hash);
}

internal sealed record AuditCheckResponse(bool IsSound, long Entries, long? FirstBroken);

/// <summary>What the viewer is in the room.</summary>
/// <param name="MutedUntil">Null when not muted, and when muted for good.</param>
internal sealed record RoomStandingBody(RoomRole Role, bool IsMuted, DateTimeOffset? MutedUntil)
{
    [JsonIgnore]
    public bool IsInCharge => Role != RoomRole.Viewer;
}

internal enum RoomRole
{
    Viewer,
    Moderator,
    Host,
}
