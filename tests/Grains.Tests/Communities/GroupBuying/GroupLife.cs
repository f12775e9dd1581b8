using System.Collections.Immutable;
using SocialCommerce.Grains.Communities.GroupBuying;
using SocialCommerce.Grains.Interfaces.Communities.GroupBuying;
using SocialCommerce.Grains.Interfaces.Orders.Payments;

namespace SocialCommerce.Grains.Tests.Communities.GroupBuying;

/// <summary>One life of a group.</summary>
internal sealed class GroupLife : IGroupWorld
{
    private static readonly GroupBuyOptions Options = new();

    private readonly GroupShop _shop;
    private readonly string _id;

    public GroupLife(GroupShop shop, string id, GroupState stored)
    {
        (_shop, _id) = (shop, id);
        Process = new GroupProcess(id, stored, SaveAsync, this, Options, shop.Clock);
    }

    public GroupProcess Process { get; }

    public bool IsDead { get; private set; }

    public Task<bool> EnterAsync(GroupTerms terms, GroupSeat seat, DateTimeOffset until, CancellationToken cancellationToken) => DoAsync(() =>
    {
        if (_shop.Places.TryGetValue(seat.UserId, out var place) && place.SeatId != seat.SeatId && place.Until > _shop.Clock.Now)
        {
            return false;
        }

        _shop.Places[seat.UserId] = (seat.SeatId, until);
        return true;
    });

    public Task LeaveAsync(GroupTerms terms, GroupSeat seat, CancellationToken cancellationToken) => DoAsync(() =>
        _shop.Places.TryGetValue(seat.UserId, out var place) && place.SeatId == seat.SeatId && _shop.Places.Remove(seat.UserId));

    public Task<GroupOutcome> HoldAsync(GroupTerms terms, GroupSeat seat, DateTimeOffset until, CancellationToken cancellationToken) => DoAsync(() =>
    {
        if (_shop.Holds.ContainsKey(seat.SeatId))
        {
            return GroupOutcome.Done;
        }

        if (_shop.Stock < seat.Quantity)
        {
            return GroupOutcome.SoldOut;
        }

        _shop.Stock -= seat.Quantity;
        _shop.Holds[seat.SeatId] = new GroupShop.Hold(seat.Quantity);
        return GroupOutcome.Done;
    });

    public Task ExtendAsync(GroupTerms terms, GroupSeat seat, DateTimeOffset until, CancellationToken cancellationToken) => DoAsync(() =>
    {
        _shop.Places[seat.UserId] = (seat.SeatId, until);
        return true;
    });

    public Task ReleaseAsync(GroupTerms terms, GroupSeat seat, CancellationToken cancellationToken) => DoAsync(() =>
    {
        if (_shop.Holds.TryGetValue(seat.SeatId, out var hold) && hold is { IsReleased: false })
        {
            Assert.False(hold.IsSold);
            _shop.Stock += hold.Quantity;
            _shop.Holds[seat.SeatId] = hold with { IsReleased = true };
        }

        return true;
    });

    public Task<PaymentResult> ChargeAsync(PaymentCharge charge, CancellationToken cancellationToken) => DoAsync(() =>
    {
        var payment = PaymentOf(charge.IdempotencyKey);
        if (payment.IsClosed)
        {
            return new PaymentResult(PaymentOutcome.Cancelled);
        }

        if (payment.Charged == 0 && charge.Method == "declined")
        {
            return new PaymentResult(PaymentOutcome.Declined, DeclineCode: "card_declined");
        }

        if (payment.Charged == 0 && charge.Method == "pending")
        {
            payment.IsPending = true;
            return new PaymentResult(PaymentOutcome.Processing, charge.IdempotencyKey);
        }

        Assert.True(payment.Charged == 0 || payment.Charged == charge.Amount.AmountMinor);
        payment.Charged = charge.Amount.AmountMinor;
        if (charge.Method == "lost" && !payment.WasLost)
        {
            payment.WasLost = true;
            return new PaymentResult(PaymentOutcome.Unknown);
        }

        return new PaymentResult(PaymentOutcome.Succeeded, charge.IdempotencyKey);
    });

    public Task<PaymentResult> FindPaymentAsync(string idempotencyKey, string paymentId, CancellationToken cancellationToken) =>
        DoAsync(() => PaymentOf(idempotencyKey) switch
        {
            { Charged: > 0 } => new PaymentResult(PaymentOutcome.Succeeded, paymentId),
            { IsClosed: true } => new PaymentResult(PaymentOutcome.Cancelled, paymentId),
            _ => new PaymentResult(PaymentOutcome.Processing, paymentId),
        });

    public Task<PaymentResult> CancelPaymentAsync(PaymentCancel cancel, CancellationToken cancellationToken) => DoAsync(() =>
    {
        var payment = PaymentOf(cancel.IdempotencyKey);
        if (payment.Charged > 0)
        {
            return new PaymentResult(PaymentOutcome.Succeeded, cancel.IdempotencyKey);
        }

        payment.IsClosed = true;
        return new PaymentResult(PaymentOutcome.Cancelled);
    });

    public Task<RefundResult> PayBackAsync(PaymentRefund refund, CancellationToken cancellationToken) => DoAsync(() =>
    {
        var payment = PaymentOf(refund.PaymentId);
        payment.Refunds[refund.IdempotencyKey] = refund.Amount.AmountMinor;
        Assert.True(payment.Refunds.Values.Sum() <= payment.Charged, "More goes back than was charged.");
        return new RefundResult(RefundOutcome.Succeeded);
    });

    public Task PlaceOrderAsync(string groupId, GroupTerms terms, GroupSeat seat, CancellationToken cancellationToken) => DoAsync(() =>
    {
        _shop.Orders[seat.SeatId] = seat;
        _shop.Holds[seat.SeatId] = _shop.Holds[seat.SeatId] with { IsSold = true };
        return true;
    });

    public Task TellAsync(string userId, string what, string groupId, CancellationToken cancellationToken) => DoAsync(() =>
    {
        _shop.Notices.Add((userId, what));
        return true;
    });

    public Task<ImmutableArray<GroupSnapshot>> ListGroupsAsync(string offerId, CancellationToken cancellationToken) => DoAsync(() =>
        _shop.Listed.Select(id => _shop.Group(id).Snapshot).OfType<GroupSnapshot>().ToImmutableArray());

    public Task SetListedAsync(string offerId, string groupId, bool isListed, CancellationToken cancellationToken) =>
        DoAsync(() => isListed ? _shop.Listed.Add(groupId) : _shop.Listed.Remove(groupId));

    public async Task<bool> MergeAsync(string targetId, AbsorbGroup command, CancellationToken cancellationToken)
    {
        Step();
        var isTaken = await _shop.Group(targetId).AbsorbAsync(command);
        Step();
        return isTaken;
    }

    private async Task SaveAsync()
    {
        if (ReferenceEquals(_shop.Stored.GetValueOrDefault(_id), Process.State))
        {
            return;
        }

        await DoAsync(() =>
        {
            _shop.Stored[_id] = Process.State;
            return true;
        });
    }

    private Task<T> DoAsync<T>(Func<T> effect)
    {
        try
        {
            Step();
            var result = effect();
            Step();
            return Task.FromResult(result);
        }
        catch (GroupShop.CrashException exception)
        {
            return Task.FromException<T>(exception);
        }
    }

    // Who is dead does nothing any more, so that what it was at stays half done.
    private void Step()
    {
        IsDead |= ++_shop.Steps == _shop.CrashAt;
        if (IsDead)
        {
            throw new GroupShop.CrashException();
        }
    }

    private GroupShop.Payment PaymentOf(string key)
    {
        if (!_shop.Payments.TryGetValue(key, out var payment))
        {
            _shop.Payments[key] = payment = new GroupShop.Payment();
        }

        return payment;
    }
}
