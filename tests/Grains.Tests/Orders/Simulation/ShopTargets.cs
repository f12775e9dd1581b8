using SocialCommerce.Grains.Interfaces.Inventory;
using SocialCommerce.Grains.Interfaces.Rooms.Selling;
using SocialCommerce.Grains.Orders;
using SocialCommerce.Grains.Rooms.Selling;

namespace SocialCommerce.Grains.Tests.Orders.Simulation;

/// <summary>Stock, deals and vouchers behind the network. The deal and the vouchers decide by their own rules and never crash.</summary>
internal sealed class ShopTargets(Shop shop, Network network, Scheduler scheduler, PlantedBug bug) : IOrderHoldTargets
{
    private int _buyers;

    public Task<StockResult> ReserveAsync(string productId, ReserveStock command, CancellationToken cancellationToken) =>
        network.CallAsync(() => shop.Stock(productId).ReserveAsync(Planted(command)));

    public Task<StockResult> SettleAsync(string productId, SettleStock command, CancellationToken cancellationToken) =>
        network.CallAsync(() => shop.Stock(productId).SettleAsync(command));

    public Task<StockResult> ExtendAsync(string productId, ExtendReservation command, CancellationToken cancellationToken) =>
        network.CallAsync(() => shop.Stock(productId).ExtendAsync(command));

    public Task<StockResult> ReturnAsync(string productId, ReturnStock command, CancellationToken cancellationToken) =>
        network.CallAsync(() => shop.Stock(productId).ReturnAsync(command));

    public Task<ClaimResult> ClaimAsync(string dealId, ClaimDeal command, CancellationToken cancellationToken) =>
        network.CallAsync(() => MoveAsync(ClaimRules.Claim(dealId, shop.Deals, command, scheduler.GetUtcNow())));

    public Task<ClaimResult> ConfirmAsync(string dealId, SettleClaim command, CancellationToken cancellationToken) =>
        network.CallAsync(() => MoveAsync(ClaimRules.Confirm(dealId, shop.Deals, command, scheduler.GetUtcNow())));

    public Task<ClaimResult> ReleaseAsync(string dealId, SettleClaim command, CancellationToken cancellationToken) =>
        network.CallAsync(() => MoveAsync(ClaimRules.Release(dealId, shop.Deals, command, scheduler.GetUtcNow())));

    public Task<HeldVoucherResult> ReserveAsync(string voucherId, UseVoucher command, CancellationToken cancellationToken) =>
        network.CallAsync(() => MoveAsync(bug == PlantedBug.VoucherRedeemedTwice
            ? (shop.Vouchers, VoucherOutcome.Done)
            : VoucherRules.Reserve(shop.Vouchers, command, scheduler.GetUtcNow())));

    public Task<HeldVoucherResult> RedeemAsync(string voucherId, UseVoucher command, CancellationToken cancellationToken) =>
        network.CallAsync(() => MoveAsync(VoucherRules.Redeem(shop.Vouchers, command)));

    public Task<HeldVoucherResult> ReleaseAsync(string voucherId, UseVoucher command, CancellationToken cancellationToken) =>
        network.CallAsync(() => MoveAsync(VoucherRules.Release(shop.Vouchers, command)));

    private Task<ClaimResult> MoveAsync((DealBook Next, ClaimResult Result) decided)
    {
        shop.Deals = decided.Next;
        return Task.FromResult(decided.Result);
    }

    private Task<HeldVoucherResult> MoveAsync((VoucherState Next, VoucherOutcome Outcome) decided)
    {
        shop.Vouchers = decided.Next;
        return Task.FromResult(new HeldVoucherResult(decided.Outcome));
    }

    private ReserveStock Planted(ReserveStock command) => bug switch
    {
        PlantedBug.StockExpiryOff => command with { ExpiresAt = command.ExpiresAt.AddYears(1) },
        PlantedBug.BuyerLimitOff => command with { BuyerId = $"{command.BuyerId}-{++_buyers}" },
        _ => command,
    };
}
