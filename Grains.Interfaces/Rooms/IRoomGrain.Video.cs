using SocialCommerce.Grains.Interfaces.Rooms.Video;

namespace SocialCommerce.Grains.Interfaces.Rooms;

public partial interface IRoomGrain
{
    /// <summary>Says where the room's video is and what its start and stop do.</summary>
    [Alias("SetVideo")]
    Task<RoomResult> SetVideoAsync(SetVideo command, CancellationToken cancellationToken = default);

    /// <summary>The video started, stopped, or does well or badly. Answers whether that changed anything.</summary>
    [Idempotent, Alias("SignalVideo")]
    Task<bool> SignalVideoAsync(VideoSignal signal, CancellationToken cancellationToken = default);
}
