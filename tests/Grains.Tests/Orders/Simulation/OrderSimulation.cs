using System.Globalization;
using SocialCommerce.Grains.Interfaces.Inventory;
using SocialCommerce.Grains.Interfaces.Orders.Payments;

namespace SocialCommerce.Grains.Tests.Orders.Simulation;

/// <summary>What a seed came to.</summary>
/// <param name="Hash">Over everything that happened: the same seed has the same one.</param>
internal sealed record SimulatedRun(int Seed, ulong Hash, int Operations, IReadOnlyList<string> Violations, IReadOnlyList<string>? Trace)
{
    public string Describe() => string.Create(
        CultureInfo.InvariantCulture,
        $"Seed {Seed} (trace {Hash:x16}, {Operations} operations): {string.Join("; ", Violations.Take(5))}\n{string.Join('\n', Trace ?? [])}");
}

/// <summary>
/// One run of the order saga in a world that fails: clients, orders, stocks and a bank, on one thread, by one seed. Everything
/// goes wrong for an hour or two; then nothing does any more, and what is left has to come to its end and add up.
/// </summary>
internal sealed class OrderSimulation
{
    private const int Steps = 600;

    private static readonly TimeSpan StepMost = TimeSpan.FromSeconds(12);

    private static readonly TimeSpan SweepPeriod = TimeSpan.FromSeconds(10);

    private readonly Dictionary<string, OrderHost> _orders = new(StringComparer.Ordinal);
    private readonly Scheduler _scheduler;
    private readonly FaultPlan _faults;
    private readonly PlantedBug _bug;
    private readonly OrderRows _rows;
    private readonly Shop _shop;
    private readonly Bank _bank;
    private readonly Network _network;
    private readonly ShopWorld _world;
    private readonly Clients _clients;
    private bool _isOver;

    private OrderSimulation(int seed, PlantedBug bug, bool isTraced)
    {
        _bug = bug;
        _scheduler = new Scheduler(seed) { Trace = isTraced ? [] : null };
        _faults = FaultPlan.Draw(_scheduler.Random);
        _rows = new OrderRows(_scheduler, _faults, bug);
        _shop = new Shop(_scheduler, _faults, bug);
        _bank = new Bank(_scheduler, _faults, bug, Tell);
        _network = new Network(_scheduler, _faults);
        _world = new ShopWorld(_shop, _bank, _network, _scheduler, _faults, bug);
        _clients = new Clients(_scheduler, _shop, _bank, _network, Order);
    }

    public static SimulatedRun Run(int seed, PlantedBug bug = PlantedBug.None, bool isTraced = false)
    {
        var outer = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            return new OrderSimulation(seed, bug, isTraced).Run(seed);
        }
        catch (NeverAtRestException endless)
        {
            return new SimulatedRun(seed, 0, 0, [endless.Message], null);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(outer);
        }
    }

    private SimulatedRun Run(int seed)
    {
        // What is set up is there before anything fails.
        var faults = _faults with { };
        _faults.Heal();
        _shop.Open();
        _ = _shop.Stock(Shop.LimitedProduct).SetPolicyAsync(new StockPolicy(Shop.BuyerMax));
        _ = _shop.Stock(Shop.DealProduct).ReserveAsync(new ReserveStock(Shop.Deal, Shop.DealUnits, _scheduler.GetUtcNow().AddDays(9)));
        _scheduler.RunUntil(_scheduler.GetUtcNow().AddSeconds(1));
        _faults.Set(faults);
        for (var step = 0; step < Steps; step++)
        {
            var at = step * (StepMost / 2) + _scheduler.Draw(StepMost);
            _scheduler.After(at, _clients.Act);
        }

        Sweep();
        _scheduler.RunUntil(_scheduler.GetUtcNow() + (Steps * (StepMost / 2)) + TimeSpan.FromMinutes(1));
        _faults.Heal();
        _isOver = true;
        Settle();
        var verdict = new Verdict(_rows, _shop, _bank, _world, _clients, _scheduler, _bug);
        AskAgain(verdict);
        verdict.Check();
        return new SimulatedRun(seed, _scheduler.Hash, _clients.Operations, verdict.Violations, _scheduler.Trace);
    }

    private OrderHost Order(string orderId)
    {
        if (!_orders.TryGetValue(orderId, out var order))
        {
            order = new OrderHost(orderId, _scheduler, _faults, _rows, _world);
            _orders.Add(orderId, order);
        }

        return order;
    }

    private void Sweep()
    {
        DriveDue();
        if (!_isOver)
        {
            _scheduler.After(SweepPeriod, Sweep);
        }
    }

    private void DriveDue()
    {
        var claims = _shop.Deals.Claims;
        _ = _network.CallAsync(() => _shop.Stock(Shop.DealProduct).SettleAsync(new SettleStock(Shop.Deal, claims.Sold, 0)));
        foreach (var row in _rows.All.Where(row => row.DueAt <= _scheduler.GetUtcNow()).ToList())
        {
            Order(row.OrderId).Drive();
        }
    }

    // Time passes, in leaps to when something is due, until nothing is.
    private void Settle()
    {
        for (var round = 0; round < 1_000; round++)
        {
            while (!_scheduler.IsIdle)
            {
                _scheduler.RunNext();
            }

            var due = _rows.All.Select(row => row.DueAt).Where(at => at is not null).Min();
            if (due is not { } next)
            {
                break;
            }

            _scheduler.RunUntil(next > _scheduler.GetUtcNow() ? next : _scheduler.GetUtcNow().AddSeconds(1));
            DriveDue();
        }

        // Holds and vouchers of orders that never came to be end by themselves.
        DriveDue();
        _scheduler.RunUntil(_scheduler.GetUtcNow().AddDays(2));
    }

    private void AskAgain(Verdict verdict)
    {
        foreach (var (what, (answer, again)) in _clients.Answers)
        {
            var asked = again();
            while (!asked.IsCompleted && !_scheduler.IsIdle)
            {
                _scheduler.RunNext();
            }

            var now = asked.IsCompletedSuccessfully ? Clients.Describe(asked.Result) : "nothing";
            if (now != answer)
            {
                verdict.Violations.Add($"{what}: answered {answer}, and at the end {now}");
            }
        }

        Settle();
    }

    // The bank tells again until it was heard.
    private void Tell(PaymentNotice notice)
    {
        if (_bug == PlantedBug.LatePaymentKept && _rows.Find(notice.OrderId) is { } row && row.DueAt is null)
        {
            return;
        }

        TellAsync(notice);
    }

    private async void TellAsync(PaymentNotice notice)
    {
        try
        {
            await _network.CallAsync(() => Order(notice.OrderId).CallAsync(async order =>
            {
                await order.NotePaymentAsync(notice);
                return true;
            }));
        }
#pragma warning disable CA1031 // Tells it again.
        catch (Exception)
#pragma warning restore CA1031
        {
            _scheduler.After(TimeSpan.FromMinutes(1), () => new Node(_scheduler, FaultPlan.None).Run(() => TellAsync(notice)));
        }
    }
}
