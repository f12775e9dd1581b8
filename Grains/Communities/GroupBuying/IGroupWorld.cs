using SocialCommerce.Grains.Interfaces.Communities.GroupBuying;
using SocialCommerce.Grains.Interfaces.Orders.Payments;

namespace SocialCommerce.Grains.Communities.GroupBuying;

/// <summary>
/// Everything outside a group that it asks or tells. Each call may be made again when nobody knows whether it arrived, and
/// then does nothing twice. Groups run on it alone, so that they can be run against a world that fails.
/// </summary>
internal interface IGroupWorld
{
    /// <summary>Takes the user's one place in the groups of the offer, or answers false.</summary>
    Task<bool> EnterAsync(GroupTerms terms, GroupSeat seat, DateTimeOffset until, CancellationToken cancellationToken);

    Task LeaveAsync(GroupTerms terms, GroupSeat seat, CancellationToken cancellationToken);

    /// <summary>Holds units under the seat's id, or says why not.</summary>
    Task<GroupOutcome> HoldAsync(GroupTerms terms, GroupSeat seat, DateTimeOffset until, CancellationToken cancellationToken);

    Task ExtendAsync(GroupTerms terms, GroupSeat seat, DateTimeOffset until, CancellationToken cancellationToken);

    Task ReleaseAsync(GroupTerms terms, GroupSeat seat, CancellationToken cancellationToken);

    Task<PaymentResult> ChargeAsync(PaymentCharge charge, CancellationToken cancellationToken);

    Task<PaymentResult> FindPaymentAsync(string idempotencyKey, string paymentId, CancellationToken cancellationToken);

    Task<PaymentResult> CancelPaymentAsync(PaymentCancel cancel, CancellationToken cancellationToken);

    Task<RefundResult> PayBackAsync(PaymentRefund refund, CancellationToken cancellationToken);

    /// <summary>Makes the seat the paid order that it is.</summary>
    Task PlaceOrderAsync(string groupId, GroupTerms terms, GroupSeat seat, CancellationToken cancellationToken);

    Task TellAsync(string userId, string what, string groupId, CancellationToken cancellationToken);

    /// <summary>The offer's groups, the newest.</summary>
    Task<ImmutableArray<GroupSnapshot>> ListGroupsAsync(string offerId, CancellationToken cancellationToken);

    Task SetListedAsync(string offerId, string groupId, bool isListed, CancellationToken cancellationToken);

    Task<bool> MergeAsync(string targetId, AbsorbGroup command, CancellationToken cancellationToken);
}
