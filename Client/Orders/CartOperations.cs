using SocialCommerce.Client.Common;

namespace SocialCommerce.Client.Orders;

/// <summary>
/// Carts and prices. Without a guest's cart the methods are about the cart of who is signed in. A version makes a change
/// fail (412) when the cart has another by now.
/// </summary>
public sealed class CartOperations
{
    private const string SecretHeader = "Cart-Secret";

    private readonly ApiConnection _api;
    private readonly ApiConnection _anonymous;

    internal CartOperations(ApiConnection api, ApiConnection anonymous) => (_api, _anonymous) = (api, anonymous);

    public Task<PriceQuote> GetPriceAsync(string productId, int quantity = 1, CancellationToken cancellationToken = default) =>
        _anonymous.GetAsync<PriceQuote>($"api/v1/products/{Uri.EscapeDataString(productId)}/price?quantity={quantity}", cancellationToken);

    public Task<GuestCart> OpenGuestCartAsync(CancellationToken cancellationToken = default) =>
        _anonymous.PostAsync<GuestCart>("api/v1/carts", null, cancellationToken);

    /// <param name="voucherIds">Vouchers of the user to count with.</param>
    public Task<Cart> GetAsync(
        IReadOnlyList<string>? voucherIds = null, GuestCart? guest = null, CancellationToken cancellationToken = default) =>
        SendAsync(
            HttpMethod.Get,
            voucherIds is null ? string.Empty : $"?voucherIds={Uri.EscapeDataString(string.Join(',', voucherIds))}",
            null, guest, null, cancellationToken);

    public Task<Cart> SetAsync(
        string productId,
        int quantity,
        string? roomId = null,
        string? dealId = null,
        string? version = null,
        GuestCart? guest = null,
        CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Put, ItemPath(productId), new { quantity, roomId, dealId }, guest, version, cancellationToken);

    public Task<Cart> RemoveAsync(
        string productId, string? version = null, GuestCart? guest = null, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Delete, ItemPath(productId), null, guest, version, cancellationToken);

    /// <summary>The buyer has seen what the product costs now.</summary>
    public Task<Cart> AcknowledgeAsync(
        string productId, long priceVersion, GuestCart? guest = null, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Post, $"{ItemPath(productId)}/acknowledge", new { priceVersion }, guest, null, cancellationToken);

    /// <summary>Takes a guest's cart into that of who is signed in, once however often it is called.</summary>
    public Task<Cart> MergeAsync(GuestCart guest, CancellationToken cancellationToken = default) =>
        _api.PostAsync<Cart>("api/v1/users/me/cart/merge", new { guest.CartId, guest.Secret }, cancellationToken);

    private Task<Cart> SendAsync(
        HttpMethod method, string path, object? body, GuestCart? guest, string? version, CancellationToken cancellationToken)
    {
        var cart = guest is null ? "api/v1/users/me/cart" : $"api/v1/carts/{Uri.EscapeDataString(guest.CartId)}";
        return (guest is null ? _api : _anonymous).SendAsync<Cart>(method, cart + path, body, cancellationToken, request =>
        {
            if (guest is not null)
            {
                request.Headers.Add(SecretHeader, guest.Secret);
            }

            if (version is not null)
            {
                request.Headers.Add("If-Match", $"\"{version}\"");
            }
        });
    }

    private static string ItemPath(string productId) => $"/items/{Uri.EscapeDataString(productId)}";
}
