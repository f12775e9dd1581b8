using System.Collections.Concurrent;
using SocialCommerce.Grains.Interfaces.Inventory;
using SocialCommerce.Grains.Interfaces.Orders;

namespace SocialCommerce.Grains.Orders;

/// <summary>
/// Which products were sold out a moment ago on this silo. What is remembered refuses nobody: it says whose stock is asked
/// first, before products, promotions and prices are, so that the many who come too late are told so cheaply.
/// </summary>
internal sealed class SoldOutHints(IGrainFactory grains, TimeProvider clock)
{
    private const int ProductsMax = 10_000;

    private static readonly TimeSpan RememberedFor = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, long> _soldOut = new(StringComparer.Ordinal);

    public void Note(string productId)
    {
        if (_soldOut.Count >= ProductsMax)
        {
            _soldOut.Clear();
        }

        _soldOut[productId] = clock.GetTimestamp();
    }

    /// <summary>An item that cannot be had now, as its stock says at this moment; null when it has to be looked at in full.</summary>
    public async Task<OrderObstacle?> FindObstacleAsync(string orderId, PlaceOrder command, CancellationToken cancellationToken)
    {
        foreach (var item in orderId == OrderQuotes.NoOrder ? [] : command.Items)
        {
            if (item is { DealId: null, ClaimId: null } && IsRemembered(item.ProductId)
                && await IsSoldOutAsync(orderId, item.ProductId, cancellationToken))
            {
                return new OrderObstacle(item.ProductId, OrderOutcome.SoldOut, Available: 0);
            }
        }

        return null;
    }

    private bool IsRemembered(string productId) =>
        !_soldOut.IsEmpty && _soldOut.TryGetValue(productId, out var notedAt) && clock.GetElapsedTime(notedAt) < RememberedFor;

    // Settling nothing tells whether the order holds units already, from a call before a crash, and what is left for others.
    private async Task<bool> IsSoldOutAsync(string orderId, string productId, CancellationToken cancellationToken)
    {
        var known = await grains.GetGrain<IStockGrain>(productId).SettleAsync(new SettleStock(orderId, 0, 0), cancellationToken);
        var isSoldOut = known is { Outcome: StockOutcome.NotFound, Level: { Available: 0, Shards: 0 } };
        if (!isSoldOut && known.Level is not { Available: 0 })
        {
            _soldOut.TryRemove(productId, out _);
        }

        return isSoldOut;
    }
}
