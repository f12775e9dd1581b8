using SocialCommerce.Client.Common;

namespace SocialCommerce.Client.Rooms;

/// <summary>For a room's host: what is sold in it for a while only.</summary>
public sealed class SellingOperations
{
    private readonly ApiConnection _api;

    internal SellingOperations(ApiConnection api) => _api = api;

    public Task<Deal> OpenDealAsync(
        string roomId, NewDeal deal, string? idempotencyKey = null, CancellationToken cancellationToken = default) =>
        _api.PostAsync<Deal>($"{PathOf(roomId)}/deals", deal, cancellationToken, idempotencyKey);

    public Task<Voucher> OfferVoucherAsync(
        string roomId, NewVoucher voucher, string? idempotencyKey = null, CancellationToken cancellationToken = default) =>
        _api.PostAsync<Voucher>($"{PathOf(roomId)}/vouchers", voucher, cancellationToken, idempotencyKey);

    private static string PathOf(string roomId) => $"api/v1/rooms/{Uri.EscapeDataString(roomId)}";
}
