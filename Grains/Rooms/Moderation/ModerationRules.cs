using SocialCommerce.Algorithms.Text.Folding;
using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Grains.Rooms;

/// <summary>Who may do what in a room, and what the room's policy is afterwards. Pure.</summary>
internal static class ModerationRules
{
    public static ModerationResult Decide(RoomModeration room, ModerationAct act, DateTimeOffset now)
    {
        if (ModerationLimits.Check(act) is { IsEmpty: false } errors)
        {
            return new ModerationResult(RoomOutcome.Invalid, errors);
        }

        if (!MayDo(room, act))
        {
            return new ModerationResult(RoomOutcome.NotHost, []);
        }

        if (act.SubjectId == room.HostId)
        {
            return new ModerationResult(RoomOutcome.Invalid, [new FieldError("userId", "must not be the host")]);
        }

        var policy = Apply(room.Policy, act, now);
        return policy.Moderators.Length > ModerationLimits.ModeratorsMax
            || policy.Muted.Length > ModerationLimits.RestrictionsMax || policy.Banned.Length > ModerationLimits.RestrictionsMax
            ? new ModerationResult(RoomOutcome.TooManyRestrictions, [])
            : new ModerationResult(RoomOutcome.Done, [], room with { Policy = policy });
    }

    public static ModerationResult Decide(RoomModeration room, SetRoomModes command)
    {
        if (!IsInCharge(room, command.Caller))
        {
            return new ModerationResult(RoomOutcome.NotHost, []);
        }

        var errors = ModerationLimits.Check(command.Modes);
        return errors.IsEmpty
            ? new ModerationResult(RoomOutcome.Done, [], room with { Modes = command.Modes })
            : new ModerationResult(RoomOutcome.Invalid, errors);
    }

    public static ModerationResult Decide(RoomModeration room, SetKeywordRules command)
    {
        if (!IsHost(room, command.Caller))
        {
            return new ModerationResult(RoomOutcome.NotHost, []);
        }

        var errors = ModerationLimits.Check(command.Rules);
        if (errors.IsEmpty && command.Rules.FirstOrDefault(rule => !TermMatcher.IsAcceptable(rule.Term)) is { } empty)
        {
            errors = [new FieldError("rules", $"has a term with too little to find: {empty.Term}")];
        }

        return errors.IsEmpty
            ? new ModerationResult(RoomOutcome.Done, [], room with { Policy = Next(room.Policy) with { Rules = command.Rules } })
            : new ModerationResult(RoomOutcome.Invalid, errors);
    }

    /// <summary>The host, a moderator of this room, or an operator of the shop.</summary>
    public static bool IsInCharge(RoomModeration room, ModerationCaller caller) =>
        IsHost(room, caller) || room.Policy.Moderators.Contains(caller.UserId);

    // Moderators act on viewers; who is a moderator, and what is done to one, is up to the host.
    private static bool MayDo(RoomModeration room, ModerationAct act)
    {
        var isUpToHost = act.Kind is ModerationKind.Appoint or ModerationKind.Dismiss
            || act.SubjectId == room.HostId || (act.SubjectId is { } subject && room.Policy.Moderators.Contains(subject));
        return isUpToHost ? IsHost(room, act.Caller) : IsInCharge(room, act.Caller);
    }

    private static bool IsHost(RoomModeration room, ModerationCaller caller) =>
        caller.IsOperator || caller.UserId == room.HostId;

    private static RoomPolicy Apply(RoomPolicy policy, ModerationAct act, DateTimeOffset now) => act.Kind switch
    {
        ModerationKind.Mute => Next(policy) with { Muted = With(policy.Muted, act, now) },
        ModerationKind.Unmute => Next(policy) with { Muted = Without(policy.Muted, act, now) },

        // Who is banned is no moderator any more.
        ModerationKind.Ban => Next(policy) with
        {
            Banned = With(policy.Banned, act, now),
            Moderators = policy.Moderators.Remove(act.SubjectId!),
        },
        ModerationKind.Unban => Next(policy) with { Banned = Without(policy.Banned, act, now) },
        ModerationKind.Appoint => Next(policy) with
        {
            Moderators = policy.Moderators.Contains(act.SubjectId!) ? policy.Moderators : policy.Moderators.Add(act.SubjectId!),
        },
        ModerationKind.Dismiss => Next(policy) with { Moderators = policy.Moderators.Remove(act.SubjectId!) },
        _ => policy,
    };

    private static RoomPolicy Next(RoomPolicy policy) => policy with { Version = policy.Version + 1 };

    private static ImmutableArray<Restriction> With(ImmutableArray<Restriction> known, ModerationAct act, DateTimeOffset now) =>
        Without(known, act, now).Add(new Restriction(act.SubjectId!, now + act.Duration));

    // What has ended by itself goes with the next change.
    private static ImmutableArray<Restriction> Without(ImmutableArray<Restriction> known, ModerationAct act, DateTimeOffset now) =>
        known.RemoveAll(restriction => restriction.UserId == act.SubjectId || !restriction.HoldsAt(now));
}
