using SocialCommerce.Grains.Interfaces.Inventory;

namespace SocialCommerce.Grains.Interfaces.Rooms.Selling;

/// <summary>What the host could pin next, going by who is watching now. Key: the room id.</summary>
[Alias("sc.IPinAdviceGrain")]
public interface IPinAdviceGrain : IGrainWithStringKey
{
    /// <summary>The best products to pin, best first; for the host alone. What is told of watchers is told of at least five together.</summary>
    [Idempotent, Alias("Get")]
    Task<PinAdviceResult> GetAsync(PinAdviceRequest request, CancellationToken cancellationToken = default);
}

/// <param name="UserId">Who asks.</param>
/// <param name="Limit">From 1 to <see cref="PinAdviceLimits.LimitMax"/>.</param>
[GenerateSerializer, Immutable, Alias("sc.PinAdviceRequest")]
public sealed record PinAdviceRequest([property: Id(0)] string UserId, [property: Id(1)] int Limit);

[GenerateSerializer, Immutable, Alias("sc.PinAdviceResult")]
public sealed record PinAdviceResult([property: Id(0)] RoomOutcome Outcome, [property: Id(1)] ImmutableArray<PinAdvice> Items);

/// <param name="Score">Comparable within one answer; higher is better.</param>
[GenerateSerializer, Immutable, Alias("sc.PinAdvice")]
public sealed record PinAdvice(
    [property: Id(0)] string ProductId,
    [property: Id(1)] string Title,
    [property: Id(2)] Money Price,
    [property: Id(3)] string? ImageUrl,
    [property: Id(4)] StockBand StockBand,
    [property: Id(5)] double Score,
    [property: Id(6)] ImmutableArray<PinReason> Reasons);

/// <param name="Count">For taste: how many of the watchers that were looked at like the product.</param>
/// <param name="Of">For taste: how many were looked at.</param>
[GenerateSerializer, Immutable, Alias("sc.PinReason")]
public sealed record PinReason(
    [property: Id(0)] PinReasonKind Kind,
    [property: Id(1)] int? Count = null,
    [property: Id(2)] int? Of = null);

[GenerateSerializer, Alias("sc.PinReasonKind")]
public enum PinReasonKind
{
    Unknown = 0,

    /// <summary>People who are watching like it.</summary>
    Taste = 1,

    /// <summary>People in the room engage with it now.</summary>
    Hot = 2,

    /// <summary>It sells out soon.</summary>
    Stock = 3,

    /// <summary>It was not pinned lately.</summary>
    Fresh = 4,
}

/// <summary>Bounds of advice.</summary>
public static class PinAdviceLimits
{
    public const int LimitMax = 20;

    public const int LimitDefault = 5;

    /// <summary>Fewer watchers than this are not spoken of.</summary>
    public const int WatchersMin = 5;
}
