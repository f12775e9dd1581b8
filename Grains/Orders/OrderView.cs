using SocialCommerce.Grains.Interfaces.Orders;
using SocialCommerce.Grains.Interfaces.Orders.Payments;

namespace SocialCommerce.Grains.Orders;

/// <summary>Where an order stands after its first so many steps. Pure: the same steps always read the same.</summary>
internal sealed class OrderView
{
    private readonly int[] _shipped;
    private readonly int[] _delivered;
    private readonly int[] _refunded;
    private readonly long[] _refundedMinor;
    private readonly Dictionary<string, OrderEvent> _refunds = new(StringComparer.Ordinal);

    private OrderView(PlacedOrder placed)
    {
        Placed = placed;
        _shipped = new int[placed.Lines.Length];
        _delivered = new int[placed.Lines.Length];
        _refunded = new int[placed.Lines.Length];
        _refundedMinor = new long[placed.Lines.Length];
    }

    public PlacedOrder Placed { get; }

    public OrderPaymentStatus PaymentStatus { get; private set; } = OrderPaymentStatus.None;

    /// <summary>The provider's idempotency key of the latest attempt to pay.</summary>
    public string? PaymentKey { get; private set; }

    public string? PaymentMethod { get; private set; }

    public string? PaymentId { get; private set; }

    public string? DeclineCode { get; private set; }

    public PaymentAction? PaymentAction { get; private set; }

    /// <summary>The caller's key that the latest attempt to pay answers.</summary>
    public string? PayKey { get; private set; }

    public int PaymentAttempts { get; private set; }

    /// <summary>Cancelled or expired.</summary>
    public OrderStatus Ended { get; private set; }

    /// <summary>Money that was paid, whether or not it went back.</summary>
    public long PaidMinor { get; private set; }

    /// <summary>Refunds that are asked for and neither done nor refused.</summary>
    public IEnumerable<OrderEvent> OpenRefunds => _refunds.Values;

    /// <summary>Money that went back.</summary>
    public long RefundedMinor { get; private set; }

    public bool IsPaid => PaymentStatus == OrderPaymentStatus.Succeeded && Ended == OrderStatus.Unknown;

    public bool IsPaymentRunning => PaymentStatus is OrderPaymentStatus.Processing or OrderPaymentStatus.ActionNeeded;

    public OrderStatus Status => Ended != OrderStatus.Unknown ? Ended
        : !IsPaid ? OrderStatus.Reserved
        : StatusOf(Enumerable.Range(0, Placed.Lines.Length));

    public static OrderView Of(OrderState state) => Of(state, state.Events.Length);

    /// <param name="revision">How many steps to take.</param>
    public static OrderView Of(OrderState state, int revision)
    {
        var view = new OrderView(state.Placed!);
        for (var index = 0; index < revision; index++)
        {
            view.Apply(state.Events[index]);
        }

        return view;
    }

    public OrderStatus StatusOf(string sellerId) =>
        Ended != OrderStatus.Unknown ? Ended : !IsPaid ? OrderStatus.Reserved : StatusOf(LinesOf(sellerId));

    public int IndexOf(string lineId)
    {
        for (var index = 0; index < Placed.Lines.Length; index++)
        {
            if (Placed.Lines[index].LineId == lineId)
            {
                return index;
            }
        }

        return -1;
    }

    public IEnumerable<int> LinesOf(string sellerId) =>
        Enumerable.Range(0, Placed.Lines.Length).Where(index => Placed.Lines[index].SellerId == sellerId);

    public int Shipped(int line) => _shipped[line];

    public int Delivered(int line) => _delivered[line];

    /// <summary>Units whose money went back or is on its way.</summary>
    public int Refunded(int line) => _refunded[line];

    /// <summary>Money of a line that went back or is on its way.</summary>
    public long RefundedMinorOf(int line) => _refundedMinor[line];

    /// <summary>Units that can still be sent.</summary>
    public int Unsent(int line) => Math.Max(0, Placed.Lines[line].Quantity - _shipped[line] - _refunded[line]);

    // The part that is furthest behind says where all stand; what was refunded is not waited for.
    private OrderStatus StatusOf(IEnumerable<int> lines)
    {
        var alive = lines.Where(line => _refunded[line] < Placed.Lines[line].Quantity).ToList();
        if (alive.Count == 0)
        {
            return _refunds.Count == 0 ? OrderStatus.Refunded : OrderStatus.Paid;
        }

        return alive.TrueForAll(line => _delivered[line] > 0 && Unsent(line) == 0 && _delivered[line] == _shipped[line])
            ? OrderStatus.Delivered
            : alive.TrueForAll(line => _shipped[line] > 0 && Unsent(line) == 0) ? OrderStatus.Shipped : OrderStatus.Paid;
    }

    private void Apply(OrderEvent step)
    {
        switch (step.Kind)
        {
            case OrderEventKind.Cancelled:
                Ended = OrderStatus.Cancelled;
                break;
            case OrderEventKind.Expired:
                Ended = OrderStatus.Expired;
                break;
            case OrderEventKind.Shipped:
                Add(_shipped, step);
                break;
            case OrderEventKind.Delivered:
                Deliver(step);
                break;
            case OrderEventKind.RefundStarted or OrderEventKind.RefundSucceeded or OrderEventKind.RefundFailed:
                ApplyRefund(step);
                break;
            default:
                ApplyPayment(step);
                break;
        }
    }

    private void ApplyPayment(OrderEvent step)
    {
        switch (step.Kind)
        {
            case OrderEventKind.PaymentStarted:
                (PaymentStatus, PaymentKey, PaymentMethod, PayKey) =
                    (OrderPaymentStatus.Processing, step.Reference, step.Detail, step.Key);
                (PaymentId, DeclineCode, PaymentAction) = (null, null, null);
                PaymentAttempts++;
                break;
            case OrderEventKind.PaymentPending:
                PaymentStatus = step.Action is null ? OrderPaymentStatus.Processing : OrderPaymentStatus.ActionNeeded;
                (PaymentId, PaymentAction) = (step.Reference ?? PaymentId, step.Action);
                break;
            case OrderEventKind.PaymentFailed:
                (PaymentStatus, DeclineCode, PaymentAction) = (OrderPaymentStatus.Failed, step.Detail, null);
                break;
            case OrderEventKind.PaymentSucceeded:
                (PaymentStatus, PaymentId, PaymentAction) = (OrderPaymentStatus.Succeeded, step.Reference, null);
                PaidMinor += step.Amount!.Value.AmountMinor;
                break;
            case OrderEventKind.PaymentLate:
                PaidMinor += step.Amount!.Value.AmountMinor;
                break;
        }
    }

    // A refund takes its units at once, so that nobody sends them or refunds them again; a refused one gives them back.
    private void ApplyRefund(OrderEvent step)
    {
        var refundId = step.Reference!;
        if (step.Kind == OrderEventKind.RefundStarted)
        {
            _refunds[refundId] = step;
            Move(step, 1);
        }
        else if (_refunds.Remove(refundId, out var started))
        {
            if (step.Kind == OrderEventKind.RefundSucceeded)
            {
                RefundedMinor += started.Amount!.Value.AmountMinor;
            }
            else
            {
                Move(started, -1);
            }
        }
    }

    private void Move(OrderEvent refund, int sign)
    {
        foreach (var (lineId, quantity) in refund.Lines)
        {
            var line = IndexOf(lineId);
            _refunded[line] += sign * quantity;
            _refundedMinor[line] = RefundRules.AmountOf(Placed.Lines[line], _refunded[line]);
        }
    }

    private void Add(int[] units, OrderEvent step)
    {
        foreach (var (lineId, quantity) in step.Lines)
        {
            units[IndexOf(lineId)] += quantity;
        }
    }

    private void Deliver(OrderEvent step)
    {
        foreach (var line in LinesOf(step.SellerId!))
        {
            _delivered[line] = _shipped[line];
        }
    }
}
