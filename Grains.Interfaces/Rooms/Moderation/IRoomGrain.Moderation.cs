namespace SocialCommerce.Grains.Interfaces.Rooms;

/// <content>What the room's <see cref="IModerationGrain"/> has it do. Nobody else calls these.</content>
public partial interface IRoomGrain
{
    /// <summary>What decides about acts in this room; null when there is no such room.</summary>
    [AlwaysInterleave, Idempotent, Alias("GetModeration")]
    Task<RoomModeration?> GetModerationAsync(CancellationToken cancellationToken = default);

    /// <summary>Enforces a policy from now on; durable when it answers. It must be the next version of the present one.</summary>
    [Alias("SetPolicy")]
    Task<RoomOutcome> SetPolicyAsync(RoomPolicy policy, CancellationToken cancellationToken = default);

    /// <summary>Puts other modes into the sequence; the same ones again are no event.</summary>
    [Idempotent, Alias("SetModes")]
    Task<RoomOutcome> SetModesAsync(RoomModes modes, CancellationToken cancellationToken = default);

    /// <summary>A comment that somebody may still be shown; null when it is not remembered.</summary>
    [AlwaysInterleave, Idempotent, Alias("FindComment")]
    Task<RoomComment?> FindCommentAsync(string commentId, CancellationToken cancellationToken = default);
}
