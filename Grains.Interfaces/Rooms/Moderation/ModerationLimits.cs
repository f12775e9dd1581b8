namespace SocialCommerce.Grains.Interfaces.Rooms;

/// <summary>Bounds of what those in charge of a room may set.</summary>
public static class ModerationLimits
{
    public const int SlowModeMax = 120;

    public const int RulesMax = 500;

    /// <summary>Of a term, in characters.</summary>
    public const int TermMax = 64;

    public const int ModeratorsMax = 50;

    /// <summary>Muted users, and as many banned ones.</summary>
    public const int RestrictionsMax = 2_000;

    /// <summary>Comments that wait for a moderator.</summary>
    public const int HeldMax = 200;

    public const int ReasonMax = 200;

    public const int AuditPageMax = 500;

    public static readonly TimeSpan DurationMax = TimeSpan.FromDays(30);

    public static ImmutableArray<FieldError> Check(RoomModes modes) => new FieldChecks()
        .Add(modes.SlowModeSeconds is < 0 or > SlowModeMax, "slowModeSeconds", $"must be from 0 to {SlowModeMax}")
        .Errors;

    public static ImmutableArray<FieldError> Check(ImmutableArray<KeywordRule> rules) => new FieldChecks()
        .Add(rules.Length > RulesMax, "rules", $"must be at most {RulesMax}")
        .Add(rules.Any(rule => string.IsNullOrWhiteSpace(rule.Term) || rule.Term.Length > TermMax), "rules", $"must have terms of 1 to {TermMax} characters")
        .Add(rules.Any(rule => rule.Action == KeywordAction.Unknown || !Enum.IsDefined(rule.Action)), "rules", "must have a known action")
        .Errors;

    public static ImmutableArray<FieldError> Check(ModerationAct act) => new FieldChecks()
        .Add(act.Kind == ModerationKind.Unknown || !Enum.IsDefined(act.Kind), "action", "is not a known action")
        .Add(IsOfComment(act.Kind) && !Ids.IsValid(act.CommentId), "commentId", "is not a valid id")
        .Add(IsOfUser(act.Kind) && !Ids.IsValid(act.SubjectId), "userId", "is not a valid id")
        .Add(act.Duration is { } duration && (duration <= TimeSpan.Zero || duration > DurationMax), "seconds", $"must be from 1 to {(int)DurationMax.TotalSeconds}")
        .Add(act.Duration is not null && act.Kind is not (ModerationKind.Mute or ModerationKind.Ban), "seconds", "belongs to mute and ban")
        .Text(act.Reason, "reason", ReasonMax, isRequired: false)
        .Errors;

    /// <summary>Whether an act is done to a comment, and not to a user.</summary>
    public static bool IsOfComment(ModerationKind kind) =>
        kind is ModerationKind.Remove or ModerationKind.Approve or ModerationKind.Deny;

    private static bool IsOfUser(ModerationKind kind) => kind != ModerationKind.Unknown && !IsOfComment(kind);
}
