using System.Collections.Immutable;
using System.Globalization;
using SocialCommerce.Grains.Interfaces.Inventory;
using SocialCommerce.Grains.Interfaces.Orders;
using SocialCommerce.Grains.Orders;

namespace SocialCommerce.Grains.Tests.Orders.Simulation;

/// <summary>
/// Those who buy and sell: they place, also the same again, pay, cancel, refund, send, give up; ask again when nobody answered,
/// or do not. Remembers what each was told, by its key.
/// </summary>
internal sealed class Clients(Scheduler scheduler, Shop shop, Bank bank, Network network, Func<string, OrderHost> orders)
{
    private const int RetriesMax = 3;

    private readonly List<(string OrderId, PlaceOrder Command)> _placed = [];
    private int _number;

    public int Operations { get; private set; }

    /// <summary>What was answered for good, by what was asked; with what asks it again.</summary>
    public Dictionary<string, (string Answer, Func<Task<OrderResult>> Again)> Answers { get; } = new(StringComparer.Ordinal);

    /// <summary>Orders that somebody tried to place.</summary>
    public Dictionary<string, List<PlaceOrder>> Attempts { get; } = new(StringComparer.Ordinal);

    public List<string> Violations { get; } = [];

    private Random Random => scheduler.Random;

    public void Act()
    {
        var choice = Random.Next(100);
        switch (_placed.Count == 0 ? 0 : choice)
        {
            case < 24:
                Place();
                break;
            case < 36:
                var known = Any();
                Place(known.OrderId, Random.Next(8) == 0 ? known.Command with { Items = known.Command.Items.Add(new OrderItem("p-4", 1)) } : known.Command);
                break;
            case < 60:
                Pay(Any().OrderId);
                break;
            case < 68:
                Cancel(Any().OrderId);
                break;
            case < 78:
                Refund(Any());
                break;
            case < 90:
                Send(Any());
                break;
            case < 94:
                bank.Complete(Any().OrderId, Random.Next(3) > 0);
                break;
            case < 97:
                shop.ChangePrice(Product());
                break;
            default:
                Receive();
                break;
        }
    }

    private (string OrderId, PlaceOrder Command) Any() => _placed[Math.Max(Random.Next(_placed.Count), Random.Next(_placed.Count))];

    private string Product() => $"p-{Random.Next(shop.Stocks.Count)}";

    private string NewKey() => $"k-{++_number}";

    private void Place()
    {
        var buyer = $"u-{Random.Next(6)}";
        var items = Enumerable.Range(0, 1 + Random.Next(3)).Select(_ => Item()).ToList();
        if (Random.Next(4) == 0)
        {
            items.Add(items[0]);
        }

        var command = new PlaceOrder(
            buyer,
            [.. items],
            VoucherIds: Random.Next(6) == 0 ? [Shop.Voucher] : default,
            Payment: Random.Next(4) == 0 ? new PaymentChoice(null) : null,
            IsFromCart: false);
        var orderId = $"o-{++_number}";
        _placed.Add((orderId, command));
        Place(orderId, command);
    }

    private OrderItem Item()
    {
        var product = Product();
        var version = shop.PriceVersion(product);
        return Random.Next(6) == 0
            ? new OrderItem(Shop.DealProduct, 1 + Random.Next(2), Shop.Deal)
            : new OrderItem(product, 1 + Random.Next(3), PriceVersion: Random.Next(3) switch
            {
                0 => version,
                1 => 1 + Random.Next((int)version),
                _ => null,
            });
    }

    private void Place(string orderId, PlaceOrder command)
    {
        if (!Attempts.TryGetValue(orderId, out var attempts))
        {
            Attempts.Add(orderId, attempts = []);
        }

        attempts.Add(command);
        Ask($"place {orderId} {OrderFingerprint.Of(command)}", orderId, order => order.PlaceAsync(command, CancellationToken.None));
    }

    private void Pay(string orderId)
    {
        var buyer = Attempts[orderId][0].BuyerId;
        var key = Random.Next(3) == 0 ? $"{orderId}-pay" : NewKey();
        Ask($"pay {orderId} {key}", orderId, order => order.PayAsync(new PayOrder(buyer, key, new PaymentChoice(null)), CancellationToken.None));
    }

    private void Cancel(string orderId)
    {
        var buyer = Attempts[orderId][0].BuyerId;
        var key = Random.Next(3) == 0 ? $"{orderId}-cancel" : NewKey();
        Ask($"cancel {orderId} {key}", orderId, order => order.CancelAsync(new CancelOrder(buyer, false, null, key), CancellationToken.None));
    }

    private void Refund((string OrderId, PlaceOrder Command) order)
    {
        var id = Random.Next(3) == 0 ? $"{order.OrderId}-refund" : NewKey();
        var lines = Random.Next(2) == 0
            ? ImmutableArray<LineQuantity>.Empty
            : [new LineQuantity((1 + Random.Next(order.Command.Items.Length)).ToString(CultureInfo.InvariantCulture), 1 + Random.Next(2))];
        var command = new RefundOrder(id, "operator", null, lines, Random.Next(3) > 0, null);
        Ask($"refund {order.OrderId} {id}", order.OrderId, process => process.RefundAsync(command, CancellationToken.None));
    }

    private void Send((string OrderId, PlaceOrder Command) order)
    {
        var seller = $"s-{order.Command.Items[Random.Next(order.Command.Items.Length)].ProductId}";
        var key = NewKey();
        if (Random.Next(2) == 0)
        {
            Ask($"ship {key}", order.OrderId, process => process.ShipAsync(new ShipOrder(seller, seller, null, null, Key: key), CancellationToken.None));
        }
        else
        {
            Ask($"deliver {key}", order.OrderId, process => process.DeliverAsync(new DeliverOrder(seller, seller, Key: key), CancellationToken.None));
        }
    }

    private void Receive()
    {
        var (product, quantity, key) = (Product(), 1 + Random.Next(4), NewKey());
        shop.Received[key] = quantity;
        ReceiveAsync(product, new AdjustStock(key, StockAdjustment.Receive, quantity, null, "seller", scheduler.GetUtcNow()));
    }

    private async void ReceiveAsync(string product, AdjustStock command)
    {
        try
        {
            await network.CallAsync(() => shop.Stock(product).AdjustAsync(command));
        }
#pragma warning disable CA1031 // Asks again until it is known.
        catch (Exception)
#pragma warning restore CA1031
        {
            scheduler.After(TimeSpan.FromSeconds(5), () => Turn(() => ReceiveAsync(product, command)));
        }
    }

    private void Ask(string what, string orderId, Func<OrderProcess, Task<OrderResult>> step) =>
        Turn(() => AskAsync(what, () => network.CallAsync(() => orders(orderId).CallAsync(step)), RetriesMax));

    private readonly Node _node = new(scheduler, FaultPlan.None);

    private void Turn(Action turn) => _node.Run(turn);

    private async void AskAsync(string what, Func<Task<OrderResult>> ask, int retries)
    {
        Operations++;
        try
        {
            Remember(what, await ask(), ask);
        }
#pragma warning disable CA1031 // Nobody answered, or something failed: the client asks again with the same key, or gives up.
        catch (Exception)
#pragma warning restore CA1031
        {
            if (retries > 0 && Random.Next(3) > 0)
            {
                scheduler.After(scheduler.Draw(TimeSpan.FromMinutes(1)), () => Turn(() => AskAsync(what, ask, retries - 1)));
            }
        }
    }

    // What was done is told the same for ever; a refusal is of its moment.
    private void Remember(string what, OrderResult result, Func<Task<OrderResult>> again)
    {
        var answer = Describe(result);
        scheduler.Note("answer", what, answer);
        if (result.Outcome is not (OrderOutcome.Done or OrderOutcome.PaymentDeclined))
        {
            return;
        }

        if (!Answers.TryGetValue(what, out var known))
        {
            Answers.Add(what, (answer, again));
        }
        else if (known.Answer != answer)
        {
            Violations.Add($"{what}: answered {known.Answer}, then {answer}");
        }
    }

    public static string Describe(OrderResult result) => result.Order is not { } order
        ? result.Outcome.ToString()
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{result.Outcome} {order.Status} {order.Revision} {order.Payment.Status} {order.Payment.PaymentId} {order.Total.AmountMinor} {order.Refunded.AmountMinor} {order.Lines.Sum(line => line.Shipped)}");
}
