using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Api.Rooms.Moderation;

/// <summary>What a user is told when it begins or ends to be so.</summary>
internal sealed record AccessChange(string Kind, string Text, DateTimeOffset? Until = null);

/// <summary>Whom another access concerns. Pure.</summary>
internal static class AccessChanges
{
    public const string Banned = "room.banned";

    public const string Muted = "room.muted";

    public const string Unmuted = "room.unmuted";

    public const string Appointed = "room.moderator";

    public const string Dismissed = "room.moderator-ended";

    /// <summary>By user; the gravest when several concern one.</summary>
    public static IReadOnlyDictionary<string, AccessChange> Between(RoomAccess before, RoomAccess after, DateTimeOffset now)
    {
        var changes = new Dictionary<string, AccessChange>(StringComparer.Ordinal);
        foreach (var userId in before.Moderators.Except(after.Moderators))
        {
            changes[userId] = new AccessChange(Dismissed, "You are no longer a moderator of this room.");
        }

        foreach (var userId in after.Moderators.Except(before.Moderators))
        {
            changes[userId] = new AccessChange(Appointed, "You are a moderator of this room.");
        }

        foreach (var ended in before.Muted.Where(muted => muted.HoldsAt(now) && Find(after.Muted, muted.UserId, now) is null))
        {
            changes[ended.UserId] = new AccessChange(Unmuted, "You may write in this room again.");
        }

        foreach (var muted in after.Muted.Except(before.Muted).Where(muted => muted.HoldsAt(now)))
        {
            changes[muted.UserId] = new AccessChange(Muted, "You may not write in this room.", muted.Until);
        }

        foreach (var banned in after.Banned.Where(banned => banned.HoldsAt(now)))
        {
            changes[banned.UserId] = new AccessChange(Banned, "You may not be in this room.", banned.Until);
        }

        return changes;
    }

    public static Restriction? Find(ImmutableArray<Restriction> restrictions, string userId, DateTimeOffset now) =>
        restrictions.FirstOrDefault(restriction => restriction.UserId == userId && restriction.HoldsAt(now));
}
