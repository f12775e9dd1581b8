using SocialCommerce.Grains.Interfaces.Orders.Pricing;

namespace SocialCommerce.Grains.Interfaces.Marketing;

[GenerateSerializer, Immutable, Alias("sc.CreatePromotion")]
public sealed record CreatePromotion([property: Id(0)] Promotion Promotion, [property: Id(1)] DateTimeOffset At);

/// <summary>Changes what is not null. A stale <see cref="ExpectedVersion"/> is refused.</summary>
[GenerateSerializer, Immutable, Alias("sc.UpdatePromotion")]
public sealed record UpdatePromotion(
    [property: Id(0)] string PromotionId,
    [property: Id(1)] DateTimeOffset At,
    [property: Id(2)] long? ExpectedVersion = null,
    [property: Id(3)] string? Name = null,
    [property: Id(4)] PromotionScope? Scope = null,
    [property: Id(5)] PriceEffect? Effect = null,
    [property: Id(6)] ImmutableArray<PriceTier>? Tiers = null,
    [property: Id(7)] string? Currency = null,
    [property: Id(8)] DateTimeOffset? StartsAt = null,
    [property: Id(9)] DateTimeOffset? EndsAt = null,
    [property: Id(10)] int? Priority = null);

[GenerateSerializer, Immutable, Alias("sc.PromotionSnapshot")]
public sealed record PromotionSnapshot(
    [property: Id(0)] Promotion Promotion,
    [property: Id(1)] PromotionStatus Status,
    [property: Id(2)] DateTimeOffset CreatedAt,
    [property: Id(3)] long Version);

[GenerateSerializer, Immutable, Alias("sc.PromotionPage")]
public sealed record PromotionPage(
    [property: Id(0)] ImmutableArray<PromotionSnapshot> Promotions,
    [property: Id(1)] string? NextCursor);

[GenerateSerializer, Immutable, Alias("sc.PromotionResult")]
public sealed record PromotionResult(
    [property: Id(0)] PromotionOutcome Outcome,
    [property: Id(1)] PromotionSnapshot? Promotion,
    [property: Id(2)] ImmutableArray<FieldError> Errors);

[GenerateSerializer, Alias("sc.PromotionStatus")]
public enum PromotionStatus
{
    Unknown = 0,

    /// <summary>Its time has not come.</summary>
    Scheduled = 1,
    Active = 2,
    Ended = 3,
}

[GenerateSerializer, Alias("sc.PromotionOutcome")]
public enum PromotionOutcome
{
    Unknown = 0,
    Done = 1,
    NotFound = 2,
    Invalid = 3,

    /// <summary>Another promotion has this id.</summary>
    Exists = 4,

    /// <summary>The expected version is not the current one.</summary>
    Stale = 5,

    /// <summary>It is over.</summary>
    IllegalStep = 6,

    /// <summary>As many as a seller may have are scheduled or active.</summary>
    TooMany = 7,
}
