namespace SocialCommerce.Grains.Interfaces.Rooms;

/// <summary>
/// What people in charge of a room do: it decides whether they may, writes it into the room's audit chain, then has the
/// room do it. Keeps the comments that wait for a moderator. Key: the room id.
/// </summary>
[Alias("sc.IModerationGrain")]
public interface IModerationGrain : IGrainWithStringKey
{
    [Alias("Act")]
    Task<ModerationResult> ActAsync(ModerationAct act, CancellationToken cancellationToken = default);

    [Alias("SetModes")]
    Task<ModerationResult> SetModesAsync(SetRoomModes command, CancellationToken cancellationToken = default);

    [Alias("SetRules")]
    Task<ModerationResult> SetRulesAsync(SetKeywordRules command, CancellationToken cancellationToken = default);

    /// <summary>Modes, moderators, restrictions and rules, for those in charge.</summary>
    [AlwaysInterleave, Idempotent, Alias("Get")]
    Task<ModerationResult> GetAsync(ModerationCaller caller, CancellationToken cancellationToken = default);

    /// <summary>Keeps a comment for the moderators; durable when it answers. Repeating a client id changes nothing.</summary>
    [Idempotent, Alias("Hold")]
    Task<RoomOutcome> HoldAsync(HeldComment comment, CancellationToken cancellationToken = default);

    /// <summary>The comments that wait, oldest first.</summary>
    [AlwaysInterleave, Idempotent, Alias("ListHeld")]
    Task<HeldComments> ListHeldAsync(ModerationCaller caller, CancellationToken cancellationToken = default);

    /// <summary>Writes into the audit what was decided without a moderator. Interleaves, so that many share one commit.</summary>
    [AlwaysInterleave, Alias("Note")]
    Task NoteAsync(AutomaticDecision decision, CancellationToken cancellationToken = default);

    [AlwaysInterleave, Idempotent, Alias("ReadLog")]
    Task<AuditPage> ReadLogAsync(ReadAudit request, CancellationToken cancellationToken = default);

    /// <summary>Reads the whole chain and recomputes its hashes.</summary>
    [AlwaysInterleave, Idempotent, Alias("VerifyLog")]
    Task<AuditCheck> VerifyLogAsync(ModerationCaller caller, CancellationToken cancellationToken = default);
}
