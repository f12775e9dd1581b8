using System.Globalization;
using SocialCommerce.Grains.Interfaces.Communities.GroupBuying;

namespace SocialCommerce.Grains.Communities.GroupBuying;

/// <summary>
/// How a group that is too small goes into another of the same offer. It first writes that it asks, and until it is
/// answered nobody joins or leaves; the other takes all or none in one write and says the same for ever under the merge's id.
/// So every seat is in one of the two at any time, whatever crashes and however often the question arrives. Pure.
/// </summary>
internal static class GroupMergeRules
{
    /// <summary>Merges of which a group remembers that it refused them. From then on it takes none at all.</summary>
    private const int RefusedMax = 200;

    private static readonly TimeSpan SeekEvery = TimeSpan.FromSeconds(5);

    /// <summary>When a group begins to look for another.</summary>
    public static DateTimeOffset SeekAt(GroupState state, GroupBuyOptions options)
    {
        var most = state.Terms!.Window / 10;
        return state.EndsAt - (options.MergeLead < most ? options.MergeLead : most);
    }

    /// <summary>Whether it would come to nothing as it is.</summary>
    public static bool IsTooSmall(GroupState state) =>
        state.Seats.Count(GroupRules.IsTaken) < state.Terms!.Tiers[0].People;

    public static GroupState Seek(string groupId, GroupState state, GroupBuyOptions options, DateTimeOffset now) =>
        !state.IsSeeking && !state.IsPrivate && now >= SeekAt(state, options) && IsTooSmall(state)
            ? GroupRules.Add(state with { IsSeeking = true }, GroupRules.Task(GroupTaskKind.Seek, groupId))
            : state;

    /// <summary>
    /// The group to ask first: one that ends later, has room for all, and is the fullest then. Groups only ever go into
    /// later ones, so no two ask each other.
    /// </summary>
    public static string? Choose(string groupId, GroupState state, IEnumerable<GroupSnapshot> groups, string? except) => groups
        .Where(group => group.Status == GroupStatus.Open && group.GroupId != groupId && group.GroupId != except && !group.IsPrivate)
        .Where(group => group.Terms.OfferId == state.Terms!.OfferId && IsLater(group, state.EndsAt, groupId))
        .Where(group => group.Members.Length + state.Seats.Count(GroupRules.IsTaken) <= state.Terms!.Size)
        .OrderByDescending(group => group.Members.Length).ThenBy(group => group.EndsAt).ThenBy(group => group.GroupId, StringComparer.Ordinal)
        .FirstOrDefault()?.GroupId;

    /// <summary>What the search came to: a merge is asked for, or one looks again in a while.</summary>
    public static GroupState NoteFound(string groupId, GroupState state, GroupTask task, string? targetId, DateTimeOffset now)
    {
        if (state.Status != GroupStatus.Open)
        {
            return GroupRules.Without(state, task);
        }

        if (!IsTooSmall(state))
        {
            return GroupRules.Without(state, task) with { IsSeeking = false };
        }

        // Seats that are still paying may come to anything, so that they are waited for.
        if (targetId is null || state.Seats.Any(seat => seat.Status == SeatStatus.Joining))
        {
            return GroupRules.Delay(state, task, now + SeekEvery);
        }

        var number = state.Merges + 1;
        var merge = new GroupMerge(string.Create(CultureInfo.InvariantCulture, $"{groupId}:m{number}"), targetId);
        return GroupRules.Add(
            GroupRules.Without(state, task) with { Status = GroupStatus.Merging, Merge = merge, Merges = number },
            GroupRules.Task(GroupTaskKind.Merge, groupId));
    }

    public static AbsorbGroup Ask(string groupId, GroupState state) => new(
        state.Merge!.MergeId, groupId, state.Terms!.OfferId, [.. state.Seats.Where(seat => seat.Status == SeatStatus.Paid)]);

    /// <summary>What the other group answered. Refused, this one is open again, or over when its time is.</summary>
    public static GroupState NoteAnswer(string groupId, GroupState state, GroupTask task, bool isTaken, DateTimeOffset now)
    {
        if (state.Status != GroupStatus.Merging)
        {
            return state;
        }

        var next = GroupRules.Without(state, task);
        return isTaken
            ? GroupRules.End(groupId, next with { Seats = [.. next.Seats.Select(Move)] }, GroupStatus.Merged)
            : GroupRules.Add(
                next with { Status = GroupStatus.Open },
                GroupRules.Task(GroupTaskKind.Seek, groupId) with { NotBefore = now + SeekEvery });
    }

    public static (GroupState Next, bool IsTaken) Absorb(GroupState state, AbsorbGroup command, DateTimeOffset now)
    {
        if (state.Absorbed.Contains(command.MergeId))
        {
            return (state, true);
        }

        // A group that is over takes nobody any more, whether or not it remembers.
        if (state.Status is not (GroupStatus.Open or GroupStatus.Merging) || state.Refused.Length >= RefusedMax
            || state.Refused.Contains(command.MergeId))
        {
            return (state, false);
        }

        if (!HasRoom(state, command, now))
        {
            return (state with { Refused = state.Refused.Add(command.MergeId) }, false);
        }

        var next = state with { Seats = [.. state.Seats, .. command.Seats], Absorbed = state.Absorbed.Add(command.MergeId) };
        return (
            GroupRules.Add(next, [.. command.Seats.SelectMany(seat => (GroupTask[])
                [GroupRules.Task(GroupTaskKind.Extend, seat.SeatId), GroupRules.Tell(seat.SeatId, "group.merged")])]),
            true);
    }

    private static bool HasRoom(GroupState state, AbsorbGroup command, DateTimeOffset now) =>
        state.Status == GroupStatus.Open && now < state.EndsAt && state.Terms!.OfferId == command.OfferId
        && state.Seats.Count(GroupRules.IsTaken) + command.Seats.Length <= state.Terms.Size
        && command.Seats.All(seat => GroupRules.FindOf(state, seat.UserId) is null);

    private static bool IsLater(GroupSnapshot group, DateTimeOffset endsAt, string groupId) =>
        group.EndsAt > endsAt || (group.EndsAt == endsAt && string.CompareOrdinal(group.GroupId, groupId) > 0);

    private static GroupSeat Move(GroupSeat seat) => seat.Status == SeatStatus.Paid ? seat with { Status = SeatStatus.Moved } : seat;
}
