using SocialCommerce.Grains.Interfaces.Inventory;
using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Rooms.Selling;

namespace SocialCommerce.Grains.Rooms.Selling;

/// <summary>What is pinned now, and what was when. Pure.</summary>
internal static class PinRules
{
    public const int HistoryMax = 200;

    /// <summary>A product that is pinned again keeps its place and takes the new price.</summary>
    public static RoomState Pin(RoomState state, PinnedProduct pin, DateTimeOffset at)
    {
        var slot = state.Pins.Select(known => known.ProductId).ToImmutableArray().IndexOf(pin.ProductId);
        return state with
        {
            Pins = slot >= 0 ? state.Pins.SetItem(slot, pin) : state.Pins.Add(pin),
            PinHistory = Open(Close(state.PinHistory, pin.ProductId, at), pin, at),
        };
    }

    public static RoomState Unpin(RoomState state, string productId, DateTimeOffset at) => state with
    {
        Pins = state.Pins.RemoveAll(pin => pin.ProductId == productId),
        PinHistory = Close(state.PinHistory, productId, at),
    };

    /// <summary>Nothing is pinned any more.</summary>
    public static RoomState Clear(RoomState state, DateTimeOffset at) =>
        state.Pins.Aggregate(state, (left, pin) => Unpin(left, pin.ProductId, at));

    /// <summary>Whoever comes in sees how much there is now.</summary>
    public static RoomState Restock(RoomState state, string productId, int stock) => state with
    {
        Pins = [.. state.Pins.Select(pin => pin.ProductId == productId ? pin with { StockBand = StockBands.Of(stock) } : pin)],
    };

    /// <summary>The pin with a newer price, or null when nothing pinned has an older one.</summary>
    public static PinnedProduct? Reprice(RoomState state, PriceChange change)
    {
        var pin = state.Pins.FirstOrDefault(known => known.ProductId == change.ProductId);
        return pin is not null && pin.PriceVersion < change.Version
            ? pin with { Price = change.Price, PriceVersion = change.Version }
            : null;
    }

    private static ImmutableArray<PinSpan> Open(ImmutableArray<PinSpan> history, PinnedProduct pin, DateTimeOffset at)
    {
        var kept = history.Length < HistoryMax ? history : history.RemoveAt(0);
        return kept.Add(new PinSpan(pin.ProductId, pin.Price, pin.PriceVersion, at));
    }

    private static ImmutableArray<PinSpan> Close(ImmutableArray<PinSpan> history, string productId, DateTimeOffset at) =>
    [
        .. history.Select(span => span.ProductId == productId && span.UnpinnedAt is null ? span with { UnpinnedAt = at } : span),
    ];
}
