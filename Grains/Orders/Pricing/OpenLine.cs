using SocialCommerce.Grains.Interfaces.Orders.Pricing;

namespace SocialCommerce.Grains.Orders.Pricing;

/// <summary>A line while it is being priced: what is left of its list total, and the steps so far.</summary>
internal sealed class OpenLine(PricingLine source)
{
    private readonly ImmutableArray<PriceStep>.Builder _steps = ImmutableArray.CreateBuilder<PriceStep>();

    public PricingLine Source => source;

    public long ListTotal { get; } = checked(source.UnitPrice.AmountMinor * source.Quantity);

    public long Left { get; private set; } = checked(source.UnitPrice.AmountMinor * source.Quantity);

    public void TakeOff(PriceStepKind kind, string sourceId, string name, long amount)
    {
        if (amount < 0 || amount > Left)
        {
            throw new InvalidOperationException($"A step of {amount} on a line of {Left}.");
        }

        if (amount > 0)
        {
            Left -= amount;
            _steps.Add(new PriceStep(kind, sourceId, name, -amount));
        }
    }

    public PricedLine Close() => new(
        source.LineId, source.ProductId, source.SellerId, source.Quantity, source.UnitPrice, source.PriceVersion,
        source.UnitPrice with { AmountMinor = ListTotal }, _steps.ToImmutable(), source.UnitPrice with { AmountMinor = Left });
}
