using SocialCommerce.Grains.Interfaces.Communities.GroupBuying;

namespace SocialCommerce.Grains.Communities.GroupBuying;

/// <summary>Groups as callers see them, and when they have to be looked at. Pure.</summary>
internal static class GroupSnapshots
{
    public static GroupSnapshot? Of(string groupId, GroupState state)
    {
        if (state.Terms is not { } terms)
        {
            return null;
        }

        var members = state.Seats.Where(GroupRules.IsTaken).ToImmutableArray();
        var price = GroupRules.PriceFor(terms, members.Length) ?? terms.Tiers[0].AmountMinor;
        return new GroupSnapshot(
            groupId, terms, state.Status, state.OpenedAt, state.EndsAt, members, new Money(price, terms.Currency), state.InviteToken,
            state.IsPrivate, state.Status == GroupStatus.Merged ? state.Merge?.TargetId : null);
    }

    /// <summary>The moments at which time alone makes something of the group.</summary>
    public static IEnumerable<DateTimeOffset> Moments(GroupState state, GroupBuyOptions options)
    {
        if (state.Status != GroupStatus.Open)
        {
            yield break;
        }

        yield return state.EndsAt;
        foreach (var seat in state.Seats.Where(static seat => seat.Status == SeatStatus.Joining))
        {
            yield return seat.PayBy;
        }

        if (!state.IsSeeking && !state.IsPrivate && GroupMergeRules.IsTooSmall(state))
        {
            yield return GroupMergeRules.SeekAt(state, options);
        }
    }
}
