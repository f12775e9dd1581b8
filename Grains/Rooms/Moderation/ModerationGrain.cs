using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Operations;

namespace SocialCommerce.Grains.Rooms;

/// <summary>
/// Companion of a room for those in charge of it: <see cref="ModerationRules"/> decides, <see cref="AuditTrail"/> writes it
/// down, and then the room does it. What is written and not done, because of a crash in between, was not answered; it is
/// asked for again.
/// </summary>
internal sealed class ModerationGrain(
    [PersistentState("moderation", StorageNames.Commerce)] IPersistentState<ModerationState> storage,
    IChainLog log,
    IRoomLog roomLog,
    TimeProvider clock) : Grain, IModerationGrain
{
    private AuditTrail _trail = null!;

    private string RoomId => this.GetPrimaryKeyString();

    private IRoomGrain Room => GrainFactory.GetGrain<IRoomGrain>(RoomId);

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _trail = new AuditTrail(log, $"room/{RoomId}");
        return _trail.LoadAsync(cancellationToken);
    }

    public async Task<ModerationResult> ActAsync(ModerationAct act, CancellationToken cancellationToken)
    {
        if (await Room.GetModerationAsync(cancellationToken) is not { } room)
        {
            return Answer(RoomOutcome.NotFound);
        }

        var decided = ModerationRules.Decide(room, act, clock.GetUtcNow());
        if (decided.Outcome != RoomOutcome.Done)
        {
            return decided;
        }

        return act.Kind switch
        {
            ModerationKind.Remove => await RemoveAsync(act, cancellationToken),
            ModerationKind.Approve or ModerationKind.Deny => await SettleAsync(act, cancellationToken),
            _ => await ChangeAsync(act, decided.Moderation!, cancellationToken),
        };
    }

    public async Task<ModerationResult> SetModesAsync(SetRoomModes command, CancellationToken cancellationToken)
    {
        if (await Room.GetModerationAsync(cancellationToken) is not { } room)
        {
            return Answer(RoomOutcome.NotFound);
        }

        var decided = ModerationRules.Decide(room, command);
        if (decided.Outcome != RoomOutcome.Done)
        {
            return decided;
        }

        await WriteAsync(command.Caller.UserId, "modes", reason: command.Reason, detail: ModerationTexts.Describe(command.Modes));
        var outcome = await Room.SetModesAsync(command.Modes, cancellationToken);
        return outcome == RoomOutcome.Done ? decided : Answer(outcome);
    }

    public async Task<ModerationResult> SetRulesAsync(SetKeywordRules command, CancellationToken cancellationToken)
    {
        if (await Room.GetModerationAsync(cancellationToken) is not { } room)
        {
            return Answer(RoomOutcome.NotFound);
        }

        var decided = ModerationRules.Decide(room, command);
        if (decided.Outcome != RoomOutcome.Done)
        {
            return decided;
        }

        await WriteAsync(command.Caller.UserId, "rules", detail: ModerationTexts.Describe(room.Policy.Rules, command.Rules));
        var outcome = await Room.SetPolicyAsync(decided.Moderation!.Policy, cancellationToken);
        return outcome == RoomOutcome.Done ? decided : Answer(outcome);
    }

    public async Task<ModerationResult> GetAsync(ModerationCaller caller, CancellationToken cancellationToken)
    {
        var (outcome, room) = await AdmitAsync(caller, cancellationToken);
        return new ModerationResult(outcome, [], room);
    }

    public async Task<RoomOutcome> HoldAsync(HeldComment comment, CancellationToken cancellationToken)
    {
        var held = storage.State.Held;
        if (held.Any(known => known.UserId == comment.UserId && known.ClientId == comment.ClientId))
        {
            return RoomOutcome.Held;
        }

        if (held.Length >= ModerationLimits.HeldMax)
        {
            return RoomOutcome.QueueFull;
        }

        await WriteAsync(comment.Rule, "held", comment.UserId, comment.CommentId);
        await storage.SaveAsync(new ModerationState { Held = held.Add(comment with { At = clock.GetUtcNow() }) }, this);
        return RoomOutcome.Held;
    }

    public async Task<HeldComments> ListHeldAsync(ModerationCaller caller, CancellationToken cancellationToken)
    {
        var (outcome, _) = await AdmitAsync(caller, cancellationToken);
        return new HeldComments(outcome, outcome == RoomOutcome.Done ? storage.State.Held : []);
    }

    public Task NoteAsync(AutomaticDecision decision, CancellationToken cancellationToken) =>
        WriteAsync(decision.By, decision.Action, decision.SubjectId, decision.CommentId);

    public async Task<AuditPage> ReadLogAsync(ReadAudit request, CancellationToken cancellationToken)
    {
        var (outcome, _) = await AdmitAsync(request.Caller, cancellationToken);
        if (outcome != RoomOutcome.Done)
        {
            return new AuditPage(outcome, []);
        }

        var limit = Math.Clamp(request.Limit, 1, ModerationLimits.AuditPageMax);
        var entries = request.IsForward
            ? await _trail.ReadAsync(request.From ?? 0, limit, cancellationToken)
            : await _trail.ReadBackAsync(request.From ?? long.MaxValue, limit, cancellationToken);
        return new AuditPage(outcome, [.. entries.Select(ModerationTexts.Describe)]);
    }

    public async Task<AuditCheck> VerifyLogAsync(ModerationCaller caller, CancellationToken cancellationToken)
    {
        var (outcome, _) = await AdmitAsync(caller, cancellationToken);
        if (outcome != RoomOutcome.Done)
        {
            return new AuditCheck(outcome);
        }

        var (sound, broken) = await _trail.VerifyAsync(cancellationToken);
        return new AuditCheck(outcome, sound, broken);
    }

    private async Task<ModerationResult> ChangeAsync(
        ModerationAct act, RoomModeration next, CancellationToken cancellationToken)
    {
        await WriteAsync(
            act.Caller.UserId, ModerationTexts.NameOf(act.Kind), act.SubjectId, reason: act.Reason, detail: ModerationTexts.Describe(act.Duration));
        var outcome = await Room.SetPolicyAsync(next.Policy, cancellationToken);
        return outcome == RoomOutcome.Done ? new ModerationResult(outcome, [], next) : Answer(outcome);
    }

    private async Task<ModerationResult> RemoveAsync(ModerationAct act, CancellationToken cancellationToken)
    {
        var known = await Room.FindCommentAsync(act.CommentId!, cancellationToken);
        var comment = known ?? await PastComments.FindAsync(roomLog, RoomId, act.CommentId!, cancellationToken);
        if (comment is null)
        {
            // It is gone already, or never was: either way nobody can be shown it.
            return Answer(RoomOutcome.Done);
        }

        await WriteAsync(act.Caller.UserId, ModerationTexts.NameOf(act.Kind), comment.UserId, act.CommentId, act.Reason);
        var removed = await Room.RemoveCommentAsync(
            new RemoveComment(act.Caller.UserId, act.CommentId!, IsAuthorised: true, IsPast: known is null), cancellationToken);
        return Answer(removed.Outcome);
    }

    private async Task<ModerationResult> SettleAsync(ModerationAct act, CancellationToken cancellationToken)
    {
        if (storage.State.Held.FirstOrDefault(known => known.CommentId == act.CommentId) is not { } held)
        {
            return Answer(RoomOutcome.NotFound);
        }

        await WriteAsync(act.Caller.UserId, ModerationTexts.NameOf(act.Kind), held.UserId, held.CommentId, act.Reason);
        if (act.Kind == ModerationKind.Approve)
        {
            var sent = await Room.SendCommentAsync(
                new SendComment(held.CommentId, held.UserId, held.DisplayName, held.Text, held.ClientId, Review: CommentReview.Approved),
                cancellationToken);
            if (sent.Outcome != RoomOutcome.Done)
            {
                return Answer(sent.Outcome);
            }
        }

        await storage.SaveAsync(new ModerationState { Held = storage.State.Held.Remove(held) }, this);
        return Answer(RoomOutcome.Done);
    }

    private async Task<(RoomOutcome Outcome, RoomModeration? Room)> AdmitAsync(
        ModerationCaller caller, CancellationToken cancellationToken)
    {
        if (await Room.GetModerationAsync(cancellationToken) is not { } room)
        {
            return (RoomOutcome.NotFound, null);
        }

        return ModerationRules.IsInCharge(room, caller) ? (RoomOutcome.Done, room) : (RoomOutcome.NotHost, null);
    }

    private async Task WriteAsync(
        string actorId, string action, string? subjectId = null, string? targetId = null, string? reason = null, string? detail = null)
    {
        try
        {
            await _trail.AppendAsync(new AuditRecord(clock.GetUtcNow(), actorId, action, subjectId, targetId, reason, detail));
        }
        catch
        {
            DeactivateOnIdle();
            throw;
        }
    }

    private static ModerationResult Answer(RoomOutcome outcome) => new(outcome, []);
}
