using SocialCommerce.Grains.Interfaces.Communities.GroupBuying;
using SocialCommerce.Grains.Interfaces.Inventory;
using SocialCommerce.Grains.Interfaces.Orders;
using SocialCommerce.Grains.Interfaces.Orders.Payments;
using SocialCommerce.Grains.Interfaces.Users;
using SocialCommerce.Grains.Orders.Payments;

namespace SocialCommerce.Grains.Communities.GroupBuying;

/// <summary>The shop as it is: places, stock, the provider of payments, orders, and other groups.</summary>
internal sealed class GroupWorld(IGrainFactory grains, IListStore lists, IPaymentProvider payments) : IGroupWorld
{
    private const int GroupsMax = 50;

    public Task<bool> EnterAsync(GroupTerms terms, GroupSeat seat, DateTimeOffset until, CancellationToken cancellationToken) =>
        Member(terms, seat).EnterAsync(seat.SeatId, until, cancellationToken);

    public Task LeaveAsync(GroupTerms terms, GroupSeat seat, CancellationToken cancellationToken) =>
        Member(terms, seat).LeaveAsync(seat.SeatId, cancellationToken);

    public async Task<GroupOutcome> HoldAsync(GroupTerms terms, GroupSeat seat, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var result = await Stock(terms).ReserveAsync(
            new ReserveStock(seat.SeatId, seat.Quantity, until, seat.UserId), cancellationToken);
        return result.Outcome switch
        {
            StockOutcome.Done => GroupOutcome.Done,
            StockOutcome.Insufficient => GroupOutcome.SoldOut,
            StockOutcome.NotFound => GroupOutcome.UnknownProduct,
            StockOutcome.OverBuyerMax => GroupOutcome.OverBuyerMax,
            StockOutcome.TooMany => GroupOutcome.Busy,
            _ => throw new InvalidOperationException($"The stock of {terms.ProductId} answered {result.Outcome}."),
        };
    }

    public async Task ExtendAsync(GroupTerms terms, GroupSeat seat, DateTimeOffset until, CancellationToken cancellationToken)
    {
        await Member(terms, seat).EnterAsync(seat.SeatId, until, cancellationToken);
        await Stock(terms).ExtendAsync(new ExtendReservation(seat.SeatId, until), cancellationToken);
    }

    public async Task ReleaseAsync(GroupTerms terms, GroupSeat seat, CancellationToken cancellationToken)
    {
        var result = await Stock(terms).SettleAsync(new SettleStock(seat.SeatId, 0, seat.Quantity), cancellationToken);
        if (result.Outcome is not (StockOutcome.Done or StockOutcome.NotFound or StockOutcome.Expired))
        {
            throw new InvalidOperationException($"The stock of {terms.ProductId} answered {result.Outcome}.");
        }
    }

    public Task<PaymentResult> ChargeAsync(PaymentCharge charge, CancellationToken cancellationToken) =>
        payments.ChargeAsync(charge, cancellationToken);

    public Task<PaymentResult> FindPaymentAsync(string idempotencyKey, string paymentId, CancellationToken cancellationToken) =>
        payments.FindAsync(idempotencyKey, paymentId, cancellationToken);

    public Task<PaymentResult> CancelPaymentAsync(PaymentCancel cancel, CancellationToken cancellationToken) =>
        payments.CancelAsync(cancel, cancellationToken);

    public Task<RefundResult> PayBackAsync(PaymentRefund refund, CancellationToken cancellationToken) =>
        payments.RefundAsync(refund, cancellationToken);

    public async Task PlaceOrderAsync(string groupId, GroupTerms terms, GroupSeat seat, CancellationToken cancellationToken)
    {
        var price = new Money(seat.FinalMinor!.Value / seat.Quantity, terms.Currency);
        var paid = new PaidSeat(groupId, seat.PaymentId!, terms.SellerId, terms.Title, terms.ImageUrl, price);
        var command = new PlaceOrder(seat.UserId, [new OrderItem(terms.ProductId, seat.Quantity)], Seat: paid);
        var result = await grains.GetGrain<IOrderGrain>(seat.SeatId).PlaceAsync(command, cancellationToken);
        if (result.Outcome != OrderOutcome.Done)
        {
            throw new InvalidOperationException($"The order {seat.SeatId} answered {result.Outcome}.");
        }
    }

    public Task TellAsync(string userId, string what, string groupId, CancellationToken cancellationToken) =>
        grains.GetGrain<IUserGrain>(userId).NotifyAsync(new UserNotice(what, groupId), cancellationToken);

    public async Task<ImmutableArray<GroupSnapshot>> ListGroupsAsync(string offerId, CancellationToken cancellationToken)
    {
        var page = await grains.GetGrain<IGroupDeskGrain>(IGroupDeskGrain.All).ListGroupsAsync(
            offerId, new PageRequest(GroupsMax, null), cancellationToken);
        return page.Groups;
    }

    public Task SetListedAsync(string offerId, string groupId, bool isListed, CancellationToken cancellationToken) =>
        lists.ApplyAsync([new ListChange(ListNames.GroupsOf(offerId), groupId, isListed)], cancellationToken);

    public Task<bool> MergeAsync(string targetId, AbsorbGroup command, CancellationToken cancellationToken) =>
        grains.GetGrain<IGroupBuyGrain>(targetId).AbsorbAsync(command, cancellationToken);

    private IStockGrain Stock(GroupTerms terms) => grains.GetGrain<IStockGrain>(terms.ProductId);

    private IGroupMemberGrain Member(GroupTerms terms, GroupSeat seat) =>
        grains.GetGrain<IGroupMemberGrain>($"{terms.OfferId}/{seat.UserId}");
}
