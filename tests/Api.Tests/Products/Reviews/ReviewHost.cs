using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using SocialCommerce.Api.Tests.Hosting;
using SocialCommerce.Client;
using SocialCommerce.Client.Products;
using SocialCommerce.Grains.Products.Reviews;

namespace SocialCommerce.Api.Tests.Products.Reviews;

/// <summary>The whole system, with orders that the test says were delivered.</summary>
public sealed class ReviewHost : IAsyncLifetime
{
    private readonly Deliveries _deliveries = new();

    public ReviewHost()
    {
        Host = new TestHost([], services => services.AddSingleton<IDeliveredLines>(_deliveries));
    }

    public TestHost Host { get; }

    public Task InitializeAsync() => Host.InitializeAsync();

    public Task DisposeAsync() => Host.DisposeAsync();

    /// <summary>Delivers and reviews.</summary>
    public Task<Review> WriteAsync(
        SocialCommerceClient buyer, Product product, int rating, string text = "Pours well.", string? key = null)
    {
        var orderId = $"o-1-{buyer.Tokens!.UserId}";
        _deliveries.Orders.TryAdd(orderId, buyer.Tokens.UserId);
        return buyer.Reviews.AddAsync(product.ProductId, new NewReview(orderId, rating, "Good", text, ["/p/1.png"]), key);
    }

    private sealed class Deliveries : IDeliveredLines
    {
        public ConcurrentDictionary<string, string> Orders { get; } = new();

        public Task<DeliveredLine?> FindAsync(string orderId, string buyerId, string productId, CancellationToken cancellationToken) =>
            Task.FromResult(Orders.GetValueOrDefault(orderId) == buyerId ? new DeliveredLine(orderId, "l-1") : null);
    }
}
