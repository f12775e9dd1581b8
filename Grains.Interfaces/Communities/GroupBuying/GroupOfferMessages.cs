namespace SocialCommerce.Grains.Interfaces.Communities.GroupBuying;

/// <summary>From so many people on, a unit costs this much.</summary>
[GenerateSerializer, Immutable, Alias("sc.GroupTier")]
public readonly record struct GroupTier([property: Id(0)] int People, [property: Id(1)] long AmountMinor);

/// <summary>What a seller offers to groups. Never changes, so every group of an offer has the same terms.</summary>
/// <param name="Tiers">More people, lower price; the first says how many it takes at least.</param>
/// <param name="Size">With so many members a group is full.</param>
/// <param name="Window">How long a group has from when it is opened.</param>
/// <param name="QuantityMax">Units that each member may have.</param>
[GenerateSerializer, Immutable, Alias("sc.GroupTerms")]
public sealed record GroupTerms(
    [property: Id(0)] string OfferId,
    [property: Id(1)] string SellerId,
    [property: Id(2)] string ProductId,
    [property: Id(3)] string Title,
    [property: Id(4)] string? ImageUrl,
    [property: Id(5)] string Currency,
    [property: Id(6)] ImmutableArray<GroupTier> Tiers,
    [property: Id(7)] int Size,
    [property: Id(8)] TimeSpan Window,
    [property: Id(9)] int QuantityMax);

[GenerateSerializer, Immutable, Alias("sc.CreateGroupOffer")]
public sealed record CreateGroupOffer(
    [property: Id(0)] string SellerId,
    [property: Id(1)] string ProductId,
    [property: Id(2)] ImmutableArray<GroupTier> Tiers,
    [property: Id(3)] int Size,
    [property: Id(4)] TimeSpan Window,
    [property: Id(5)] int QuantityMax,
    [property: Id(6)] DateTimeOffset At);

/// <param name="IsOpen">Whether new groups can be opened.</param>
[GenerateSerializer, Immutable, Alias("sc.GroupOfferSnapshot")]
public sealed record GroupOfferSnapshot(
    [property: Id(0)] GroupTerms Terms,
    [property: Id(1)] bool IsOpen,
    [property: Id(2)] DateTimeOffset CreatedAt);

[GenerateSerializer, Immutable, Alias("sc.GroupOfferResult")]
public sealed record GroupOfferResult(
    [property: Id(0)] GroupOutcome Outcome,
    [property: Id(1)] GroupOfferSnapshot? Offer = null,
    [property: Id(2)] ImmutableArray<FieldError> Errors = default);

[GenerateSerializer, Immutable, Alias("sc.GroupOfferPage")]
public sealed record GroupOfferPage(
    [property: Id(0)] ImmutableArray<GroupOfferSnapshot> Offers,
    [property: Id(1)] string? NextCursor);
