using SocialCommerce.Client;
using SocialCommerce.Client.Common;
using SocialCommerce.Client.Orders;
using SocialCommerce.Client.Products;
using SocialCommerce.Tools.Demo.Catalogue;

namespace SocialCommerce.Tools.Demo.Crowd;

/// <summary>What one shopper of the crowd says of what was delivered, and how they vote on what others say of it.</summary>
internal sealed class CrowdReviews(CrowdScript script)
{
    private const int OrdersLookedAt = 10;

    private const int ReviewsLookedAt = 5;

    private readonly HashSet<string> _judged = [];

    /// <summary>At most one review a visit.</summary>
    public async Task WriteAsync(SocialCommerceClient client, CancellationToken cancellationToken)
    {
        var orders = await client.Orders.ListAsync(OrdersLookedAt, null, cancellationToken);
        var arrived = orders.Items
            .Where(static order => order.Status == OrderStatus.Delivered)
            .SelectMany(static order => order.Items.Select(line => (order.OrderId, line.ProductId)))
            .FirstOrDefault(line => DemoCatalogue.ById.ContainsKey(line.ProductId) && _judged.Add(line.ProductId));
        if (arrived.ProductId is not { } productId)
        {
            return;
        }

        try
        {
            var rating = script.NextRating(DemoCatalogue.ById[productId]);
            await client.Reviews.AddAsync(
                productId, new NewReview(arrived.OrderId, rating, Text: script.NextReview(rating)), $"review-{productId}", cancellationToken);
            await VoteAsync(client, productId, cancellationToken);
        }
        catch (ApiException exception) when (exception.Status is 409 or 422)
        {
            // Reviewed before the crowd was started anew, or sent back meanwhile.
        }
    }

    private async Task VoteAsync(SocialCommerceClient client, string productId, CancellationToken cancellationToken)
    {
        var reviews = await client.Reviews.ListAsync(productId, limit: ReviewsLookedAt, cancellationToken: cancellationToken);
        foreach (var review in reviews.Items.Where(static review => !review.IsOwn && review.Text.Length > 0))
        {
            if (script.NextVote() is { } isHelpful)
            {
                await client.Reviews.VoteAsync(productId, review.ReviewId, isHelpful, cancellationToken);
            }
        }
    }
}
