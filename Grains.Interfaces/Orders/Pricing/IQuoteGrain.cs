namespace SocialCommerce.Grains.Interfaces.Orders.Pricing;

/// <summary>What units of a product cost anybody now, and why. Holds nothing. Key: the product id.</summary>
[Alias("sc.IQuoteGrain")]
public interface IQuoteGrain : IGrainWithStringKey
{
    /// <summary>Null when there is no such product, or nobody is to be shown it.</summary>
    [Idempotent, Alias("Get")]
    Task<PriceQuote?> GetAsync(int quantity, CancellationToken cancellationToken = default);
}

/// <param name="IsOnSale">Whether the product is to be had at all.</param>
[GenerateSerializer, Immutable, Alias("sc.PriceQuote")]
public sealed record PriceQuote(
    [property: Id(0)] PricedLine Line,
    [property: Id(1)] bool IsOnSale,
    [property: Id(2)] DateTimeOffset At);
