using SocialCommerce.Client.Common;

namespace SocialCommerce.Client.Products;

/// <summary>Reviews of products.</summary>
public sealed class ReviewOperations
{
    private readonly ApiConnection _api;

    internal ReviewOperations(ApiConnection api) => _api = api;

    public Task<Page<Review>> ListAsync(
        string productId, ReviewSort sort = ReviewSort.Helpful, int limit = 20, string? cursor = null,
        CancellationToken cancellationToken = default) =>
        _api.GetAsync<Page<Review>>(
            $"{PathOf(productId)}?sort={NameOf(sort)}&limit={limit}"
            + (cursor is null ? string.Empty : $"&cursor={Uri.EscapeDataString(cursor)}"),
            cancellationToken);

    /// <summary>Reviews what was delivered, once per product.</summary>
    public Task<Review> AddAsync(
        string productId, NewReview review, string? idempotencyKey = null, CancellationToken cancellationToken = default) =>
        _api.PostAsync<Review>(PathOf(productId), review, cancellationToken, idempotencyKey);

    /// <summary>One's own review of the product; 404 without one.</summary>
    public Task<Review> GetOwnAsync(string productId, CancellationToken cancellationToken = default) =>
        _api.GetAsync<Review>($"{PathOf(productId)}/mine", cancellationToken);

    public Task<Review> EditAsync(
        string productId, string reviewId, ReviewChanges changes, CancellationToken cancellationToken = default) =>
        _api.SendAsync<Review>(HttpMethod.Patch, PathOf(productId, reviewId), changes, cancellationToken);

    /// <summary>What a review said over time, for its author and for operators.</summary>
    public async Task<IReadOnlyList<ReviewRevision>> GetHistoryAsync(
        string productId, string reviewId, CancellationToken cancellationToken = default) =>
        (await _api.GetAsync<ReviewRevisions>($"{PathOf(productId, reviewId)}/history", cancellationToken)).Revisions;

    public Task<Review> VoteAsync(
        string productId, string reviewId, bool isHelpful, CancellationToken cancellationToken = default) =>
        _api.SendAsync<Review>(HttpMethod.Put, $"{PathOf(productId, reviewId)}/votes/me", new { isHelpful }, cancellationToken);

    public Task<Review> UnvoteAsync(string productId, string reviewId, CancellationToken cancellationToken = default) =>
        _api.SendAsync<Review>(HttpMethod.Delete, $"{PathOf(productId, reviewId)}/votes/me", null, cancellationToken);

    /// <summary>For the product's seller.</summary>
    public Task<Review> ReplyAsync(
        string productId, string reviewId, string text, CancellationToken cancellationToken = default) =>
        _api.SendAsync<Review>(HttpMethod.Put, $"{PathOf(productId, reviewId)}/reply", new { text }, cancellationToken);

    /// <summary>For operators.</summary>
    public Task<Review> SetHiddenAsync(
        string productId, string reviewId, bool isHidden, string reason, CancellationToken cancellationToken = default) =>
        _api.PostAsync<Review>($"{PathOf(productId, reviewId)}/{(isHidden ? "hide" : "unhide")}", new { reason }, cancellationToken);

    private static string PathOf(string productId) => $"api/v1/products/{Uri.EscapeDataString(productId)}/reviews";

    private static string PathOf(string productId, string reviewId) => $"{PathOf(productId)}/{Uri.EscapeDataString(reviewId)}";

    private static string NameOf(ReviewSort sort) => sort switch
    {
        ReviewSort.Newest => "newest",
        ReviewSort.Highest => "highest",
        ReviewSort.Lowest => "lowest",
        _ => "helpful",
    };
}
