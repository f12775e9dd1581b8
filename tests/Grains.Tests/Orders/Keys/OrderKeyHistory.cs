using System.Text.Json;
using Orleans.Runtime;
using SocialCommerce.Grains.Interfaces.Orders;
using SocialCommerce.Grains.Orders;
using SocialCommerce.Tests.Shared;

namespace SocialCommerce.Grains.Tests.Orders.Keys;

/// <summary>One history of one order, drawn from a seed, held against what keys promise.</summary>
internal sealed class OrderKeyHistory : IHistory
{
    /// <summary>Kinds of things that can happen, all of which do in some thousands of histories.</summary>
    public const int Kinds = 14;

    private const string OrderId = "o-1";
    private const int StepsMin = 8;
    private const int StepsMore = 24;

    private readonly Random _random;
    private readonly OrderKeyWorld _world;
    private readonly OrderKeyStore _store;
    private readonly Dictionary<string, string> _answers = new(StringComparer.Ordinal);
    private readonly List<string> _happened = [];
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private OrderProcess? _active;
    private PlaceOrder? _placed;

    public OrderKeyHistory(int seed)
    {
        _random = new Random(seed);
        _world = new OrderKeyWorld(_random);
        _store = new OrderKeyStore(_random);
    }

    public string? Violation { get; private set; }

    public IReadOnlyDictionary<string, int> Counts => _counts;

    public override string ToString() => string.Join('\n', _happened);

    public void Run()
    {
        var steps = StepsMin + _random.Next(StepsMore);
        for (var step = 0; step < steps && Violation is null; step++)
        {
            Act();
        }

        // In the end everything that was answered is asked for again, by an order that is loaded anew.
        _store.IsFaulty = false;
        _active = null;
        foreach (var what in _answers.Keys.ToList())
        {
            Ask(what);
        }

        var terminal = _store.State.Events.Where(step => step.Key is not null && OrderSnapshots.OutcomeOf(step) is not null
            && step.Kind is not (OrderEventKind.PaymentPending or OrderEventKind.RefundPending)).GroupBy(step => step.Key);
        Check(terminal.All(group => group.Count() == 1), "a key has more than one effect");
        Check(_world.Charges <= 1, $"{_world.Charges} charges were made");
    }

    private void Act()
    {
        switch (_random.Next(20))
        {
            case 0:
                Note("loaded anew");
                _active = null;
                break;
            case 1:
                Note("time passes");
                _world.Now += TimeSpan.FromSeconds(_random.Next(3) == 0 ? 1_000 : 20);
                break;
            case < 4:
                Drive();
                break;
            default:
                Ask(Draw());
                break;
        }
    }

    private string Draw() => _random.Next(12) switch
    {
        < 4 => _random.Next(2) == 0 ? "place" : "place and pay",
        4 => "place otherwise",
        < 7 => $"pay {_random.Next(2)}",
        7 => $"cancel {_random.Next(2)}",
        < 10 => $"ship {_random.Next(2)}",
        10 => $"deliver {_random.Next(2)}",
        _ => $"refund {_random.Next(2)}",
    };

    private void Ask(string what)
    {
        OrderResult result;
        try
        {
            result = Wait(AskAsync(Active(), what));
        }
        catch (Exception exception) when (exception is IOException or OrleansException)
        {
            Note("unknown", what);
            _active = null;
            return;
        }

        Note($"{what.Split(' ')[0]} {(result.IsReplay ? "again" : result.Outcome is OrderOutcome.Done ? "done" : "refused")}", what);
        Judge(what, result);
    }

    private void Judge(string what, OrderResult result)
    {
        if (what.StartsWith("place", StringComparison.Ordinal) && _store.State.Placed is { } placed)
        {
            _placed ??= new[] { "place", "place and pay", "place otherwise" }.Select(Place).First(command => OrderFingerprint.Of(command) == placed.Fingerprint);
            Check(
                (result.Outcome == OrderOutcome.KeyReused) == (OrderFingerprint.Of(Place(what)) != placed.Fingerprint),
                $"{what} was answered {result.Outcome}, and the key stands for another order or this one");
        }

        if (result.Outcome is not (OrderOutcome.Done or OrderOutcome.PaymentDeclined))
        {
            Check(!_answers.ContainsKey(what), $"{what} was accepted, and is answered {result.Outcome}");
            return;
        }

        var answer = JsonSerializer.Serialize(new { result.Outcome, result.Order });
        if (_answers.TryGetValue(what, out var first))
        {
            Check(answer == first && result.IsReplay, $"{what} was answered {first}, and then {answer}");
        }
        else
        {
            _answers.Add(what, answer);
        }
    }

    private void Drive()
    {
        Note("driven");
        try
        {
            Active().DriveAsync(CancellationToken.None).GetAwaiter().GetResult();
        }
        catch (Exception exception) when (exception is IOException or OrleansException)
        {
            _active = null;
        }
    }

    private OrderProcess Active()
    {
        if (_active is null)
        {
            _active = new OrderProcess(OrderId, _store, _world, _world);
            _active.LoadAsync(CancellationToken.None).GetAwaiter().GetResult();
        }

        return _active;
    }

    private static PlaceOrder Place(string what) => what switch
    {
        "place" => OrderSamples.Place(("p-1", 2), ("p-2", 3)),
        "place and pay" => OrderSamples.Place(("p-1", 2), ("p-2", 3)) with { Payment = new PaymentChoice("card") },
        _ => OrderSamples.Place(("p-1", 1)),
    };

    private static Task<OrderResult> AskAsync(OrderProcess order, string what) => what.Split(' ') switch
    {
        ["place", ..] => order.PlaceAsync(Place(what), CancellationToken.None),
        ["pay", ..] => order.PayAsync(OrderSamples.Pay(what), CancellationToken.None),
        ["cancel", ..] => order.CancelAsync(OrderSamples.Cancel(what), CancellationToken.None),
        ["ship", ..] => order.ShipAsync(OrderSamples.Ship("s-1") with { Key = what }, CancellationToken.None),
        ["deliver", ..] => order.DeliverAsync(OrderSamples.Deliver("s-1") with { Key = what }, CancellationToken.None),
        _ => order.RefundAsync(OrderSamples.Refund(what, "s-2"), CancellationToken.None),
    };

    // Everything that is asked here answers at once.
    private static OrderResult Wait(Task<OrderResult> asked) => asked.GetAwaiter().GetResult();

    private void Note(string what, string? asked = null)
    {
        _counts[what] = _counts.GetValueOrDefault(what) + 1;
        _happened.Add(asked ?? what);
    }

    private void Check(bool holds, string evidence)
    {
        if (!holds)
        {
            Violation ??= evidence;
        }
    }
}
