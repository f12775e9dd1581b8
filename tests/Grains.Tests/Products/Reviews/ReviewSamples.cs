using System.Collections.Concurrent;
using SocialCommerce.Grains.Interfaces.Products.Reviews;
using SocialCommerce.Grains.Products.Reviews;
using SocialCommerce.Grains.Tests.Hosting;

namespace SocialCommerce.Grains.Tests.Products.Reviews;

/// <summary>Reviews and commands for tests.</summary>
internal static class ReviewSamples
{
    public static ReviewContent Content(int rating = 4, string text = "Pours well.") => new(rating, "Good", text, ["/p/1.png"]);

    public static AddReview Add(int number, int rating = 4) =>
        new($"rv-{number}", $"u-{number}", $"Display u-{number}", $"o-{number}", Content(rating));

    public static EditReview Edit(ReviewContent content, int number = 1, string name = "Ann") => new(
        $"rv-{number}", $"u-{number}", name, content.Rating, content.Title, content.Text, content.ImageUrls);

    public static ReviewRow Row(int number = 1, int rating = 4, int belief = 600_000) => new(
        $"rv-{number}", "p-1", $"u-{number}", rating, belief, 0, 0, IsHidden: false, IsTold: false, Version: 1,
        new ReviewBody($"Display u-{number}", $"o-{number}", "l-1", Content(rating), Shop.Now));
}

/// <summary>Orders that the test says were delivered.</summary>
internal sealed class ScriptedDeliveries : IDeliveredLines
{
    private readonly ConcurrentDictionary<(string OrderId, string BuyerId, string ProductId), DeliveredLine> _lines = new();

    /// <summary>Whatever anybody asks for was delivered.</summary>
    public bool IsGenerous { get; set; }

    public void Deliver(string orderId, string buyerId, string productId) =>
        _lines[(orderId, buyerId, productId)] = new DeliveredLine(orderId, "l-1");

    public Task<DeliveredLine?> FindAsync(string orderId, string buyerId, string productId, CancellationToken cancellationToken) =>
        Task.FromResult(IsGenerous ? new DeliveredLine(orderId, "l-1") : _lines.GetValueOrDefault((orderId, buyerId, productId)));
}
