using SocialCommerce.Grains.Interfaces.Rooms.Replay;

namespace SocialCommerce.Grains.Interfaces.Rooms;

public partial interface IRoomGrain
{
    /// <summary>Lets everybody watch a room that has ended.</summary>
    [Alias("PublishReplay")]
    Task<RoomResult> PublishReplayAsync(PublishReplay command, CancellationToken cancellationToken = default);
}
