namespace SocialCommerce.Grains.Interfaces.Rooms.Selling;

/// <summary>A time during which a product was pinned at one price. What was sold meanwhile came of it.</summary>
/// <param name="UnpinnedAt">Null while it is pinned.</param>
[GenerateSerializer, Immutable, Alias("sc.PinSpan")]
public sealed record PinSpan(
    [property: Id(0)] string ProductId,
    [property: Id(1)] Money Price,
    [property: Id(2)] long PriceVersion,
    [property: Id(3)] DateTimeOffset PinnedAt,
    [property: Id(4)] DateTimeOffset? UnpinnedAt = null);
