using SocialCommerce.Grains.Interfaces.Rooms.Selling;

namespace SocialCommerce.Grains.Interfaces.Rooms;

/// <content>What the room is told and asked of the products it sells.</content>
public partial interface IRoomGrain
{
    /// <summary>A product has another price now: where it is pinned, the pin is told again with it.</summary>
    [AlwaysInterleave, Idempotent, Alias("PriceChanged")]
    Task PriceChangedAsync(PriceChange change, CancellationToken cancellationToken = default);

    /// <summary>When which product was pinned at which price, oldest first; the last of them, bounded.</summary>
    [AlwaysInterleave, Idempotent, Alias("GetPinHistory")]
    Task<ImmutableArray<PinSpan>> GetPinHistoryAsync(CancellationToken cancellationToken = default);
}

/// <param name="Version">Grows by one with each change of the price; 1 is the first price.</param>
[GenerateSerializer, Immutable, Alias("sc.PriceChange")]
public sealed record PriceChange(
    [property: Id(0)] string ProductId,
    [property: Id(1)] Money Price,
    [property: Id(2)] long Version);
