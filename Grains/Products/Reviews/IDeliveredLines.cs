using SocialCommerce.Grains.Interfaces.Orders;

namespace SocialCommerce.Grains.Products.Reviews;

/// <summary>What was delivered to whom: what entitles to a review.</summary>
public interface IDeliveredLines
{
    /// <summary>A delivered line of this order with the product; null when the order is not this buyer's or has none.</summary>
    Task<DeliveredLine?> FindAsync(string orderId, string buyerId, string productId, CancellationToken cancellationToken);
}

/// <summary>By the orders themselves.</summary>
internal sealed class OrderDeliveredLines(IGrainFactory grains) : IDeliveredLines
{
    public async Task<DeliveredLine?> FindAsync(
        string orderId, string buyerId, string productId, CancellationToken cancellationToken)
    {
        var order = await grains.GetGrain<IOrderGrain>(orderId).GetAsync(cancellationToken);
        if (order?.BuyerId != buyerId)
        {
            return null;
        }

        var arrived = order.Parts.Where(part => part.Status == OrderStatus.Delivered).Select(part => part.SellerId).ToHashSet();
        var line = order.Lines.FirstOrDefault(line =>
            line.ProductId == productId && arrived.Contains(line.SellerId) && line.Refunded < line.Quantity);
        return line is null ? null : new DeliveredLine(orderId, line.LineId);
    }
}

public sealed record DeliveredLine(string OrderId, string LineId);
