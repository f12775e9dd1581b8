using SocialCommerce.Client.Common;
using SocialCommerce.Client.Rooms;

namespace SocialCommerce.Client.Products;

/// <summary>Who sells and hosts, and what there is of them, for anybody.</summary>
public sealed class SellerOperations
{
    private readonly ApiConnection _api;

    internal SellerOperations(ApiConnection api) => _api = api;

    /// <summary>Answers 404 of whoever neither sells nor hosts.</summary>
    public Task<Seller> GetAsync(string userId, CancellationToken cancellationToken = default) =>
        _api.GetAsync<Seller>($"api/v1/sellers/{Uri.EscapeDataString(userId)}", cancellationToken);

    /// <summary>What somebody sells, newest first. A page may be shorter than the limit and have a next one.</summary>
    public Task<Page<Product>> ListProductsAsync(
        string sellerId, string? category = null, int limit = 20, string? cursor = null, CancellationToken cancellationToken = default) =>
        _api.GetAsync<Page<Product>>(
            $"api/v1/products?limit={limit}{Query("sellerId", sellerId)}{Query("category", category)}{Query("cursor", cursor)}",
            cancellationToken);

    /// <summary>The rooms of a host, newest first. A page may be shorter than the limit and have a next one.</summary>
    /// <param name="statuses">Of scheduled, live, paused, ended and replay; any without them.</param>
    public Task<Page<Room>> ListRoomsAsync(
        string hostId,
        IReadOnlyList<string>? statuses = null,
        int limit = 20,
        string? cursor = null,
        CancellationToken cancellationToken = default)
    {
        var asked = string.Concat((statuses ?? []).Select(static status => Query("status", status)));
        return _api.GetAsync<Page<Room>>(
            $"api/v1/rooms?limit={limit}{Query("hostId", hostId)}{asked}{Query("cursor", cursor)}", cancellationToken);
    }

    private static string Query(string name, string? value) =>
        string.IsNullOrEmpty(value) ? string.Empty : $"&{name}={Uri.EscapeDataString(value)}";
}
