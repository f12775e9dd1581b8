using SocialCommerce.Grains.Interfaces.Interactions;

namespace SocialCommerce.Grains.Interfaces.Rooms.Figures;

/// <summary>
/// What a room brings its host, over time: counted from the room's log, the interaction log and the orders, each row once.
/// Key: the room id.
/// </summary>
[Alias("sc.IRoomFiguresGrain")]
public interface IRoomFiguresGrain : IGrainWithStringKey
{
    /// <summary>Null when there is no such room.</summary>
    [Idempotent, ResponseTimeout(IInteractionPartitionGrain.LongWork), Alias("Get")]
    Task<RoomFigures?> GetAsync(RoomFiguresRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Applies what a partition gathered; rows that were applied before are ignored. False, and nothing applied, when
    /// earlier rows are missing.
    /// </summary>
    [ResponseTimeout(IInteractionPartitionGrain.LongWork), Alias("Apply")]
    Task<bool> ApplyAsync(RoomTouches delta, CancellationToken cancellationToken = default);

    /// <summary>Makes the applied rows durable and says up to which sequence of the partition they are.</summary>
    [ResponseTimeout(IInteractionPartitionGrain.LongWork), Alias("Flush")]
    Task<long> FlushAsync(int partition, CancellationToken cancellationToken = default);
}
