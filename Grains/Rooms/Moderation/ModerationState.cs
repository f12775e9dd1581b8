using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Grains.Rooms;

/// <summary>What is stored of a room's moderation beside the policy: the comments that wait.</summary>
internal sealed record ModerationState
{
    /// <summary>Oldest first, at most <see cref="ModerationLimits.HeldMax"/>.</summary>
    public ImmutableArray<HeldComment> Held { get; set; } = [];
}

/// <summary>What is stored of a room's policy; the room enforces it.</summary>
internal sealed record RoomPolicyState
{
    public RoomPolicy Policy { get; set; } = RoomPolicy.Empty;
}
