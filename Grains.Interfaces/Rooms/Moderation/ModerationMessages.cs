namespace SocialCommerce.Grains.Interfaces.Rooms;

/// <summary>Who wants something done.</summary>
/// <param name="IsOperator">Operators of the shop may do in every room what its host may.</param>
[GenerateSerializer, Immutable, Alias("sc.ModerationCaller")]
public sealed record ModerationCaller([property: Id(0)] string UserId, [property: Id(1)] bool IsOperator);

/// <summary>One act of somebody in charge. Exactly the members that its kind uses are set.</summary>
/// <param name="SubjectId">The user it is done to.</param>
/// <param name="Duration">Of a mute or ban; null for good.</param>
[GenerateSerializer, Immutable, Alias("sc.ModerationAct")]
public sealed record ModerationAct(
    [property: Id(0)] ModerationCaller Caller,
    [property: Id(1)] ModerationKind Kind,
    [property: Id(2)] string? SubjectId = null,
    [property: Id(3)] string? CommentId = null,
    [property: Id(4)] TimeSpan? Duration = null,
    [property: Id(5)] string? Reason = null);

/// <summary>Wire names are the lower-case member names.</summary>
[GenerateSerializer, Alias("sc.ModerationKind")]
public enum ModerationKind
{
    Unknown = 0,
    Remove = 1,
    Mute = 2,
    Unmute = 3,
    Ban = 4,
    Unban = 5,

    /// <summary>Makes a moderator of the room.</summary>
    Appoint = 6,
    Dismiss = 7,

    /// <summary>Lets a held comment into the room.</summary>
    Approve = 8,
    Deny = 9,
}

[GenerateSerializer, Immutable, Alias("sc.SetRoomModes")]
public sealed record SetRoomModes(
    [property: Id(0)] ModerationCaller Caller, [property: Id(1)] RoomModes Modes, [property: Id(2)] string? Reason = null);

[GenerateSerializer, Immutable, Alias("sc.SetKeywordRules")]
public sealed record SetKeywordRules(
    [property: Id(0)] ModerationCaller Caller, [property: Id(1)] ImmutableArray<KeywordRule> Rules);

[GenerateSerializer, Immutable, Alias("sc.ModerationResult")]
public sealed record ModerationResult(
    [property: Id(0)] RoomOutcome Outcome,
    [property: Id(1)] ImmutableArray<FieldError> Errors,
    [property: Id(2)] RoomModeration? Moderation = null);

/// <summary>A comment that waits for a moderator.</summary>
/// <param name="Rule">Why: the term that was found, or the name of the hook.</param>
[GenerateSerializer, Immutable, Alias("sc.HeldComment")]
public sealed record HeldComment(
    [property: Id(0)] string CommentId,
    [property: Id(1)] string UserId,
    [property: Id(2)] string DisplayName,
    [property: Id(3)] string Text,
    [property: Id(4)] string ClientId,
    [property: Id(5)] string Rule,
    [property: Id(6)] DateTimeOffset At);

[GenerateSerializer, Immutable, Alias("sc.HeldComments")]
public sealed record HeldComments(
    [property: Id(0)] RoomOutcome Outcome, [property: Id(1)] ImmutableArray<HeldComment> Comments);

/// <summary>What a rule or a hook decided without anybody in charge, for the audit.</summary>
/// <param name="Action">A stable name, such as <c>blocked</c>.</param>
/// <param name="By">The rule or hook.</param>
[GenerateSerializer, Immutable, Alias("sc.AutomaticDecision")]
public sealed record AutomaticDecision(
    [property: Id(0)] string Action,
    [property: Id(1)] string By,
    [property: Id(2)] string SubjectId,
    [property: Id(3)] string? CommentId = null);

/// <param name="From">The sequence to go on from, exclusive; null to begin.</param>
/// <param name="IsForward">Oldest first; else newest first.</param>
[GenerateSerializer, Immutable, Alias("sc.ReadAudit")]
public sealed record ReadAudit(
    [property: Id(0)] ModerationCaller Caller,
    [property: Id(1)] long? From,
    [property: Id(2)] int Limit,
    [property: Id(3)] bool IsForward);

[GenerateSerializer, Immutable, Alias("sc.AuditPage")]
public sealed record AuditPage(
    [property: Id(0)] RoomOutcome Outcome, [property: Id(1)] ImmutableArray<AuditLine> Lines);

/// <summary>One entry of an audit chain.</summary>
/// <param name="Hash">SHA-256 over this entry and the one before, in hexadecimal digits.</param>
[GenerateSerializer, Immutable, Alias("sc.AuditLine")]
public sealed record AuditLine(
    [property: Id(0)] long Sequence,
    [property: Id(1)] DateTimeOffset At,
    [property: Id(2)] string ActorId,
    [property: Id(3)] string Action,
    [property: Id(4)] string? SubjectId,
    [property: Id(5)] string? TargetId,
    [property: Id(6)] string? Reason,
    [property: Id(7)] string? Detail,
    [property: Id(8)] string Hash);

/// <param name="Sound">Entries from the first on that are as they were written.</param>
/// <param name="Broken">The first that is changed or missing; null when none is.</param>
[GenerateSerializer, Immutable, Alias("sc.AuditCheck")]
public sealed record AuditCheck(
    [property: Id(0)] RoomOutcome Outcome, [property: Id(1)] long Sound = 0, [property: Id(2)] long? Broken = null);
