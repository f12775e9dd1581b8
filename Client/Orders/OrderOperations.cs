using SocialCommerce.Client.Common;

namespace SocialCommerce.Client.Orders;

/// <summary>
/// Orders of who is signed in, as buyer and as seller. Give every step that costs money a key of its own, and repeat it with
/// the same key when no answer came: it happens once, and the first answer is given again.
/// </summary>
public sealed class OrderOperations
{
    private readonly ApiConnection _api;

    internal OrderOperations(ApiConnection api) => _api = api;

    public Task<Order> PlaceAsync(NewOrder order, string? idempotencyKey = null, CancellationToken cancellationToken = default) =>
        _api.PostAsync<Order>("api/v1/orders", order, cancellationToken, idempotencyKey);

    public Task<Order> GetAsync(string orderId, CancellationToken cancellationToken = default) =>
        _api.GetAsync<Order>(PathOf(orderId), cancellationToken);

    /// <summary>One's own orders, newest first.</summary>
    public Task<Page<Order>> ListAsync(int limit = 20, string? cursor = null, CancellationToken cancellationToken = default) =>
        _api.GetAsync<Page<Order>>($"api/v1/orders?limit={limit}{CursorOf(cursor)}", cancellationToken);

    public Task<Order> PayAsync(
        string orderId, string? method = null, string? idempotencyKey = null, CancellationToken cancellationToken = default) =>
        _api.PostAsync<Order>($"{PathOf(orderId)}/pay", new OrderPaymentChoice(method), cancellationToken, idempotencyKey);

    public Task<Order> CancelAsync(
        string orderId, string? reason = null, string? idempotencyKey = null, CancellationToken cancellationToken = default) =>
        _api.PostAsync<Order>($"{PathOf(orderId)}/cancel", new { reason }, cancellationToken, idempotencyKey);

    /// <summary>The name of the provider of payments: <c>simulated</c> is nobody's money.</summary>
    public async Task<string> GetPaymentProviderAsync(CancellationToken cancellationToken = default) =>
        (await _api.GetAsync<PaymentProvider>("api/v1/payments", cancellationToken)).Provider;

    /// <summary>As a seller: orders with a part of one's own, newest first.</summary>
    public Task<Page<Sale>> ListSalesAsync(
        OrderStatus? status = null, int limit = 20, string? cursor = null, CancellationToken cancellationToken = default) =>
        _api.GetAsync<Page<Sale>>(
            $"api/v1/sellers/me/orders?limit={limit}{CursorOf(cursor)}{(status is null ? string.Empty : $"&status={status.Value.ToString().ToLowerInvariant()}")}", cancellationToken);

    /// <summary>As a seller: sends one's part, or some units of it.</summary>
    public Task<Sale> ShipAsync(
        string orderId,
        string? carrier = null,
        string? trackingNumber = null,
        IReadOnlyList<LineUnits>? lines = null,
        string? idempotencyKey = null,
        CancellationToken cancellationToken = default) =>
        _api.PostAsync<Sale>($"{SaleOf(orderId)}/ship", new { carrier, trackingNumber, lines }, cancellationToken, idempotencyKey);

    /// <summary>As a seller: what was sent has arrived.</summary>
    public Task<Sale> DeliverAsync(string orderId, string? idempotencyKey = null, CancellationToken cancellationToken = default) =>
        _api.PostAsync<Sale>($"{SaleOf(orderId)}/deliver", null, cancellationToken, idempotencyKey);

    /// <summary>As a seller: gives money back for units of one's part; without lines for all of it.</summary>
    public Task<Sale> RefundAsync(
        string orderId,
        string reason,
        IReadOnlyList<LineUnits>? lines = null,
        bool restock = false,
        string? idempotencyKey = null,
        CancellationToken cancellationToken = default) =>
        _api.PostAsync<Sale>($"{SaleOf(orderId)}/refunds", new { lines, reason, restock }, cancellationToken, idempotencyKey);

    private static string PathOf(string orderId) => $"api/v1/orders/{Uri.EscapeDataString(orderId)}";

    private static string SaleOf(string orderId) => $"api/v1/sellers/me/orders/{Uri.EscapeDataString(orderId)}";

    private static string CursorOf(string? cursor) => cursor is null ? string.Empty : $"&cursor={Uri.EscapeDataString(cursor)}";
}
