namespace SocialCommerce.Grains.Products.Reviews;

/// <summary>What was delivered to whom: what entitles to a review.</summary>
public interface IDeliveredLines
{
    /// <summary>A delivered line of this order with the product; null when the order is not this buyer's or has none.</summary>
    Task<DeliveredLine?> FindAsync(string orderId, string buyerId, string productId, CancellationToken cancellationToken);
}

/// <summary>As long as there are no orders.</summary>
internal sealed class NoDeliveredLines : IDeliveredLines
{
    public Task<DeliveredLine?> FindAsync(string orderId, string buyerId, string productId, CancellationToken cancellationToken) =>
        Task.FromResult<DeliveredLine?>(null);
}

public sealed record DeliveredLine(string OrderId, string LineId);
