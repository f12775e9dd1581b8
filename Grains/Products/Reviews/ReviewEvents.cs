using System.Text.Json.Nodes;
using SocialCommerce.Grains.Interfaces.Operations.Webhooks;

namespace SocialCommerce.Grains.Products.Reviews;

/// <summary>What sellers' programs are told of reviews: nothing of who wrote them but the name that they show.</summary>
internal static class ReviewEvents
{
    public static MerchantEvent Added(ReviewRow row)
    {
        var data = new JsonObject
        {
            ["productId"] = row.ProductId,
            ["reviewId"] = row.ReviewId,
            ["authorName"] = row.Body.AuthorName,
            ["rating"] = row.Body.Content.Rating,
            ["title"] = row.Body.Content.Title,
            ["text"] = row.Body.Content.Text,
        };
        return new MerchantEvent(
            $"review:{row.ReviewId}", WebhookEvents.ReviewAdded, row.ProductId, row.Body.CreatedAt, data.ToJsonString());
    }
}
