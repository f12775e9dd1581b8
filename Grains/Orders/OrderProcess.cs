using SocialCommerce.Grains.Interfaces.Orders;
using SocialCommerce.Grains.Interfaces.Orders.Payments;

namespace SocialCommerce.Grains.Orders;

/// <summary>
/// One order, as the only one who writes it: asks <see cref="OrderRules"/>, writes, and only then acts on the world. One call
/// at a time. After a write that failed nobody knows what is stored: it is broken, and another one has to load.
/// </summary>
internal sealed partial class OrderProcess(string orderId, IOrderStore store, IOrderWorld world, TimeProvider clock)
{
    /// <summary>The key of the payment that is made with the placing itself.</summary>
    private const string PlaceKey = "place";

    private OrderState _state = OrderState.None;
    private OrderSnapshot? _snapshot;
    private long _version;

    public bool IsBroken { get; private set; }

    /// <summary>The order as it is stored; null when there is none.</summary>
    public OrderSnapshot? Snapshot => _state.Placed is null ? null : _snapshot ??= OrderSnapshots.Of(orderId, _state);

    /// <summary>Whether something is to be done now.</summary>
    public bool HasWork => _state.Placed is not null && OrderRules.DueAt(_state) <= clock.GetUtcNow();

    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        if (await store.ReadAsync(orderId, cancellationToken) is { } stored)
        {
            _state = OrderPayload.Read(stored.Payload);
            _version = stored.Version;
        }
    }

    public async Task<OrderResult> PlaceAsync(PlaceOrder command, CancellationToken cancellationToken)
    {
        ThrowIfBroken();
        if (_state.Placed is not null)
        {
            return await RepeatAsync(command, cancellationToken);
        }

        if (OrderLimits.Check(command) is { IsEmpty: false } errors)
        {
            return new OrderResult(OrderOutcome.Invalid, Errors: errors);
        }

        if (command.Seat is { } seat)
        {
            await SaveAsync(OrderRules.PlacePaid(OrderSeats.Place(command, seat, clock.GetUtcNow()), seat.PaymentId, clock.GetUtcNow()));
            return new OrderResult(OrderOutcome.Done, Snapshot);
        }

        var quote = await world.QuoteAsync(orderId, command, clock.GetUtcNow(), cancellationToken);
        if (quote.Placed is not { } placed)
        {
            return new OrderResult(quote.Outcome, null, quote.Errors, quote.Obstacles, ActualTotal: quote.ActualTotal);
        }

        var hold = await world.HoldAsync(orderId, placed, cancellationToken);
        if (hold.Outcome != OrderOutcome.Done)
        {
            return new OrderResult(hold.Outcome, Items: hold.Obstacles, RetryAfter: hold.RetryAfter);
        }

        await SaveAsync(command.Payment is { } payment
            ? OrderRules.StartPayment(orderId, OrderRules.Place(placed), PlaceKey, payment.Method, clock.GetUtcNow())
            : OrderRules.Place(placed));
        return command.Payment is null
            ? new OrderResult(OrderOutcome.Done, Snapshot)
            : await ChargeAsync(isReplay: false, cancellationToken);
    }

    public async Task<OrderResult> PayAsync(PayOrder command, CancellationToken cancellationToken)
    {
        ThrowIfBroken();
        if (_state.Placed?.BuyerId != command.UserId)
        {
            return new OrderResult(OrderOutcome.NotFound);
        }

        if (OrderLimits.Check(new FieldChecks(), command.Payment).Errors is { IsEmpty: false } errors)
        {
            return new OrderResult(OrderOutcome.Invalid, Errors: errors);
        }

        if (Replay(command.Key) is { } known)
        {
            return known;
        }

        var view = OrderView.Of(_state);
        if (view.IsPaymentRunning && command.Key is not null && view.PayKey == command.Key)
        {
            return await ChargeAsync(isReplay: true, cancellationToken);
        }

        await ExpireWhenDueAsync();
        if (OrderRules.CheckPayment(OrderView.Of(_state), clock.GetUtcNow()) is not OrderOutcome.Done and var refusal)
        {
            return new OrderResult(refusal, Snapshot);
        }

        await SaveAsync(OrderRules.StartPayment(orderId, _state, command.Key, command.Payment.Method, clock.GetUtcNow()));
        return await ChargeAsync(isReplay: false, cancellationToken);
    }

    public async Task<OrderResult> CancelAsync(CancelOrder command, CancellationToken cancellationToken)
    {
        ThrowIfBroken();
        if (_state.Placed is not { } placed || (placed.BuyerId != command.UserId && !command.IsOperator))
        {
            return new OrderResult(OrderOutcome.NotFound);
        }

        if (OrderLimits.Check(command) is { IsEmpty: false } errors)
        {
            return new OrderResult(OrderOutcome.Invalid, Errors: errors);
        }

        if (Replay(command.Key) is { } known)
        {
            return known;
        }

        await ExpireWhenDueAsync();
        if (OrderView.Of(_state).IsPaymentRunning)
        {
            // A payment that can still be stopped is stopped; what is known then decides.
            await StopPaymentAsync(cancellationToken);
        }

        return await StepAsync(OrderRules.Cancel(orderId, _state, command, clock.GetUtcNow()), command.Key, cancellationToken);
    }

    public Task<OrderResult> ShipAsync(ShipOrder command, CancellationToken cancellationToken)
    {
        ThrowIfBroken();
        if (_state.Placed is null)
        {
            return Task.FromResult(new OrderResult(OrderOutcome.NotFound));
        }

        if (OrderLimits.Check(command) is { IsEmpty: false } errors)
        {
            return Task.FromResult(new OrderResult(OrderOutcome.Invalid, Errors: errors));
        }

        return Replay(command.Key) is { } known
            ? Task.FromResult(known)
            : StepAsync(OrderRules.Ship(_state, command, clock.GetUtcNow()), command.Key, cancellationToken);
    }

    public Task<OrderResult> DeliverAsync(DeliverOrder command, CancellationToken cancellationToken)
    {
        ThrowIfBroken();
        if (_state.Placed is null)
        {
            return Task.FromResult(new OrderResult(OrderOutcome.NotFound));
        }

        return Replay(command.Key) is { } known
            ? Task.FromResult(known)
            : StepAsync(OrderRules.Deliver(_state, command, clock.GetUtcNow()), command.Key, cancellationToken);
    }

    public Task<OrderResult> RefundAsync(RefundOrder command, CancellationToken cancellationToken)
    {
        ThrowIfBroken();
        if (_state.Placed is null)
        {
            return Task.FromResult(new OrderResult(OrderOutcome.NotFound));
        }

        if (OrderLimits.Check(command) is { IsEmpty: false } errors)
        {
            return Task.FromResult(new OrderResult(OrderOutcome.Invalid, Errors: errors));
        }

        var isKnown = _state.Events.Any(step => step.Kind == OrderEventKind.RefundStarted && step.Reference == command.RefundId);
        return Replay(command.RefundId) is { } known ? Task.FromResult(known)
            : isKnown ? SettleRefundAsync(command.RefundId, cancellationToken)
            : StepAsync(OrderRules.Refund(_state, command, command.RefundId, clock.GetUtcNow()), command.RefundId, cancellationToken);
    }

    /// <summary>What the provider says by itself. Whatever it says a second time changes nothing.</summary>
    public async Task NotePaymentAsync(PaymentNotice notice)
    {
        ThrowIfBroken();
        if (_state.Placed is not null && OrderNotices.Note(orderId, _state, notice, clock.GetUtcNow()) is var next
            && !ReferenceEquals(next, _state))
        {
            await SaveAsync(next);
        }
    }

    // The first answer again. A payment that was cut off is taken up where it was.
    private async Task<OrderResult> RepeatAsync(PlaceOrder command, CancellationToken cancellationToken)
    {
        if (_state.Placed!.Fingerprint != OrderFingerprint.Of(command))
        {
            return new OrderResult(OrderOutcome.KeyReused);
        }

        if (command.Payment is null)
        {
            return new OrderResult(OrderOutcome.Done, OrderSnapshots.Of(orderId, _state, 0), IsReplay: true);
        }

        return Replay(PlaceKey) ?? await ChargeAsync(isReplay: true, cancellationToken);
    }

    private OrderResult? Replay(string? key) => OrderSnapshots.Answered(orderId, _state, key) is { } known
        ? new OrderResult(known.Outcome, known.Order, IsReplay: true)
        : null;

    private async Task<OrderResult> StepAsync(
        (OrderState Next, OrderOutcome Outcome) decided, string? key, CancellationToken cancellationToken)
    {
        if (decided.Outcome != OrderOutcome.Done)
        {
            return new OrderResult(decided.Outcome, Snapshot);
        }

        await SaveAsync(decided.Next);
        return _state.Events[^1] is { Kind: OrderEventKind.RefundStarted, Reference: { } refundId }
            ? await SettleRefundAsync(refundId, cancellationToken)
            : Replay(key) is { } known ? known with { IsReplay = false } : new OrderResult(OrderOutcome.Done, Snapshot);
    }

    private async Task ExpireWhenDueAsync()
    {
        if (OrderRules.IsToExpire(OrderView.Of(_state), clock.GetUtcNow()))
        {
            await SaveAsync(OrderRules.Expire(_state, clock.GetUtcNow()));
        }
    }

    private async Task SaveAsync(OrderState next)
    {
        try
        {
            await store.SaveAsync(
                new OrderRow(
                    orderId, next.Placed!.BuyerId, _version, OrderRules.DueAt(next), OrderPayload.Write(next), OrderSnapshots.Sales(next),
                    SoldLine.Changed(_state, next), OrderSnapshots.Moved(_state, next)),
                CancellationToken.None);
        }
        catch
        {
            IsBroken = true;
            throw;
        }

        _version++;
        _state = next;
        _snapshot = null;
    }

    private void ThrowIfBroken()
    {
        if (IsBroken)
        {
            throw new OrleansException($"Order {orderId} lost its place in the store and starts anew.");
        }
    }
}
