namespace SocialCommerce.Grains.Operations;

/// <summary>Who did what to whom, when and why. Never holds a secret, nor the words of a comment.</summary>
/// <param name="ActorId">The user who did it, or the name of the rule or hook that decided.</param>
/// <param name="Action">A stable name, such as <c>ban</c>.</param>
/// <param name="SubjectId">The user it was done to.</param>
/// <param name="TargetId">What else it was done to, such as a comment.</param>
/// <param name="Detail">What the action needs to be understood, such as until when.</param>
internal sealed record AuditRecord(
    DateTimeOffset At,
    string ActorId,
    string Action,
    string? SubjectId = null,
    string? TargetId = null,
    string? Reason = null,
    string? Detail = null);
