using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Grains.Rooms.Selling;

/// <summary>The newest price that the room heard of each product, in whatever order it heard of them. Bounded.</summary>
internal sealed class NewestPrices
{
    /// <summary>As many as a room may sell, and some that are only pinned.</summary>
    public const int ProductsMax = 2 * RoomLimits.ProductsMax;

    private readonly Dictionary<string, PriceChange> _prices = new(StringComparer.Ordinal);

    public void Note(PriceChange change)
    {
        if (_prices.TryGetValue(change.ProductId, out var known) && known.Version >= change.Version)
        {
            return;
        }

        if (known is null && _prices.Count >= ProductsMax)
        {
            _prices.Clear();
        }

        _prices[change.ProductId] = change;
    }

    public PinnedProduct Apply(PinnedProduct pin) =>
        _prices.TryGetValue(pin.ProductId, out var known) && known.Version > pin.PriceVersion
            ? pin with { Price = known.Price, PriceVersion = known.Version }
            : pin;
}
