using SocialCommerce.Grains.Interfaces.Inventory;
using SocialCommerce.Grains.Interfaces.Rooms.Selling;

namespace SocialCommerce.Grains.Orders;

/// <summary>Where an order holds what it sells. Each call may be made again when nobody knows whether it arrived.</summary>
internal interface IOrderHoldTargets
{
    Task<StockResult> ReserveAsync(string productId, ReserveStock command, CancellationToken cancellationToken);

    Task<StockResult> SettleAsync(string productId, SettleStock command, CancellationToken cancellationToken);

    Task<StockResult> ExtendAsync(string productId, ExtendReservation command, CancellationToken cancellationToken);

    Task<StockResult> ReturnAsync(string productId, ReturnStock command, CancellationToken cancellationToken);

    Task<ClaimResult> ClaimAsync(string dealId, ClaimDeal command, CancellationToken cancellationToken);

    Task<ClaimResult> ConfirmAsync(string dealId, SettleClaim command, CancellationToken cancellationToken);

    Task<ClaimResult> ReleaseAsync(string dealId, SettleClaim command, CancellationToken cancellationToken);

    Task<HeldVoucherResult> ReserveAsync(string voucherId, UseVoucher command, CancellationToken cancellationToken);

    Task<HeldVoucherResult> RedeemAsync(string voucherId, UseVoucher command, CancellationToken cancellationToken);

    Task<HeldVoucherResult> ReleaseAsync(string voucherId, UseVoucher command, CancellationToken cancellationToken);
}

/// <summary>The grains themselves.</summary>
internal sealed class OrderHoldTargets(IGrainFactory grains) : IOrderHoldTargets
{
    public Task<StockResult> ReserveAsync(string productId, ReserveStock command, CancellationToken cancellationToken) =>
        Stock(productId).ReserveAsync(command, cancellationToken);

    public Task<StockResult> SettleAsync(string productId, SettleStock command, CancellationToken cancellationToken) =>
        Stock(productId).SettleAsync(command, cancellationToken);

    public Task<StockResult> ExtendAsync(string productId, ExtendReservation command, CancellationToken cancellationToken) =>
        Stock(productId).ExtendAsync(command, cancellationToken);

    public Task<StockResult> ReturnAsync(string productId, ReturnStock command, CancellationToken cancellationToken) =>
        Stock(productId).ReturnAsync(command, cancellationToken);

    public Task<ClaimResult> ClaimAsync(string dealId, ClaimDeal command, CancellationToken cancellationToken) =>
        Deal(dealId).ClaimAsync(command, cancellationToken);

    public Task<ClaimResult> ConfirmAsync(string dealId, SettleClaim command, CancellationToken cancellationToken) =>
        Deal(dealId).ConfirmAsync(command, cancellationToken);

    public Task<ClaimResult> ReleaseAsync(string dealId, SettleClaim command, CancellationToken cancellationToken) =>
        Deal(dealId).ReleaseAsync(command, cancellationToken);

    public Task<HeldVoucherResult> ReserveAsync(string voucherId, UseVoucher command, CancellationToken cancellationToken) =>
        Voucher(voucherId).ReserveAsync(command, cancellationToken);

    public Task<HeldVoucherResult> RedeemAsync(string voucherId, UseVoucher command, CancellationToken cancellationToken) =>
        Voucher(voucherId).RedeemAsync(command, cancellationToken);

    public Task<HeldVoucherResult> ReleaseAsync(string voucherId, UseVoucher command, CancellationToken cancellationToken) =>
        Voucher(voucherId).ReleaseAsync(command, cancellationToken);

    private IStockUnits Stock(string productId) => grains.GetGrain<IStockGrain>(productId);

    private IDealGrain Deal(string dealId) => grains.GetGrain<IDealGrain>(dealId);

    private IVoucherGrain Voucher(string voucherId) => grains.GetGrain<IVoucherGrain>(voucherId);
}
