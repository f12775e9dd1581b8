using System.Globalization;
using SocialCommerce.Grains.Interfaces.Inventory;

namespace SocialCommerce.Grains.Inventory;

/// <summary>
/// A stock in memory: what its movements make it, each in a time that does not grow with the number of holds (but for the
/// order by expiry, logarithmic). <see cref="StockRules"/> decides on movements, <see cref="Apply"/> carries them out and
/// judges nothing. No clock, no I/O.
/// </summary>
internal sealed class StockBook
{
    /// <summary>Reservations that are over and remembered, and commands.</summary>
    public const int RememberedMax = 4_096;

    private readonly StockHolds _holds = new();
    private readonly RecentMemory<StockOver> _over;
    private readonly RecentMemory<string> _commands;
    private readonly StockBuyers _buyers;

    /// <param name="rememberedMax">How many reservations that are over, and commands, are remembered.</param>
    public StockBook(StockState? state = null, int rememberedMax = RememberedMax)
    {
        (_over, _commands) = (new RecentMemory<StockOver>(rememberedMax), new RecentMemory<string>(rememberedMax));
        var known = state ?? new StockState();
        (IsOpen, SellerId, Policy, ShardsMax) = (known.IsOpen, known.SellerId, known.Policy, known.ShardsMax);
        (Available, Sold, Received, Version) = (known.Available, known.Sold, known.Received, known.Version);
        _buyers = new StockBuyers(known.Buyers, known.Policy.BuyerMax is not null);
        Leases = new StockLeases(known.Leases, known.LeasesTaken);
        foreach (var hold in known.Holds)
        {
            _holds.Keep(hold);
        }

        foreach (var over in known.Over)
        {
            _over.Add(over.Id, over);
        }

        foreach (var command in known.Commands)
        {
            _commands.Add(command, command);
        }
    }

    public bool IsOpen { get; private set; }

    public string? SellerId { get; private set; }

    public StockPolicy Policy { get; private set; }

    public int ShardsMax { get; private set; }

    public int Available { get; private set; }

    public int Reserved => _holds.Units;

    public long Sold { get; private set; }

    public long Received { get; private set; }

    /// <summary>Movements so far.</summary>
    public long Version { get; private set; }

    public StockLeases Leases { get; }

    public int HoldCount => _holds.Count;

    public StockLevel Level => new(Available, Reserved, Sold, Policy.Shards);

    /// <summary>How many things a snapshot holds.</summary>
    public int Size => _holds.Count + _over.Count + _commands.Count + _buyers.Count;

    /// <summary>When the next hold expires; null without one.</summary>
    public DateTimeOffset? ExpiresNext => _holds.Next?.ExpiresAt;

    public StockHold? FindHold(string id) => _holds.TryGet(id, out var hold) ? hold : null;

    public StockOver? FindOver(string id) => _over.TryGet(id, out var over) ? over : null;

    public bool HasCommand(string id) => _commands.TryGet(id, out _);

    public int UnitsOf(string buyerId) => _buyers.UnitsOf(buyerId);

    /// <summary>A hold that is over by the clock; null when none is.</summary>
    public StockHold? FindDue(DateTimeOffset now) =>
        _holds.Next is { } next && next.ExpiresAt <= now ? next : null;

    public void Apply(StockMovement movement)
    {
        Version++;
        switch (movement.Kind)
        {
            case StockMovementKind.Opened:
                Open(movement.Opening!);
                break;
            case StockMovementKind.Reserved:
                Reserve(movement);
                break;
            case StockMovementKind.TakenOver:
                TakeOver(_holds[movement.Id!], movement);
                break;
            case StockMovementKind.Settled:
                Settle(_holds[movement.Id!], movement.Sold, movement.Released);
                break;
            case StockMovementKind.Expired:
                Expire(_holds[movement.Id!]);
                break;
            case StockMovementKind.Extended:
                Extend(_holds[movement.Id!], movement.ExpiresAt!.Value);
                break;
            case StockMovementKind.Received or StockMovementKind.Corrected or StockMovementKind.Set:
                _commands.Add(movement.Id!, movement.Id!);
                Gain(movement.Quantity);
                break;
            case StockMovementKind.Restocked or StockMovementKind.WrittenOff:
                Return(movement);
                break;
            case StockMovementKind.PolicySet:
                SetPolicy(movement.Policy!);
                break;
            case StockMovementKind.Borrowed:
                Leases.Add(movement.Id!, movement.Quantity);
                Gain(movement.Quantity);
                break;
            case StockMovementKind.GivenBack:
                Leases.Release(movement.Id!, movement.Quantity);
                Gain(-movement.Quantity);
                break;
            case StockMovementKind.LeaseClosed:
                Leases.Remove(movement.Id!);
                break;
            default:
                throw new InvalidDataException($"Unexpected stock movement {movement.Kind}.");
        }
    }

    /// <summary>Throws when units came from nowhere or went nowhere: nobody is to sell from such a stock.</summary>
    public void CheckLaw()
    {
        if (Available < 0 || Reserved < 0 || Sold < 0 || Available + (long)Reserved + Sold != Received)
        {
            throw new InvalidOperationException(string.Create(
                CultureInfo.InvariantCulture,
                $"Stock does not add up: {Available} available, {Reserved} reserved, {Sold} sold, {Received} received."));
        }
    }

    /// <summary>The law, and that every hold and lease is counted; takes as long as there are holds.</summary>
    public void CheckAll()
    {
        CheckLaw();
        if (!_holds.AreSound() || (Leases.Count > 0 && Leases.Open != Available + (long)Reserved))
        {
            throw new InvalidOperationException("Stock does not add up with its holds.");
        }
    }

    public StockState Export(long sequence) => new()
    {
        Sequence = sequence,
        Version = Version,
        IsOpen = IsOpen,
        SellerId = SellerId,
        Available = Available,
        Sold = Sold,
        Received = Received,
        Policy = Policy,
        ShardsMax = ShardsMax,
        Holds = [.. _holds.All],
        Over = [.. _over.Values],
        Commands = [.. _commands.Values],
        Buyers = _buyers.Export(),
        Leases = [.. Leases.All],
        LeasesTaken = Leases.Taken,
    };

    private void Open(StockOpening opening)
    {
        (IsOpen, SellerId, Available, Sold) = (true, opening.SellerId, opening.Available, opening.Sold);
        foreach (var reservation in opening.Reservations)
        {
            _holds.Keep(new StockHold(
                reservation.ReservationId, reservation.Quantity, reservation.ExpiresAt, null, reservation.Sold, reservation.Released));
        }

        // Nothing is known of them but that they are over: whatever is said of them was said before.
        foreach (var id in opening.Over)
        {
            _over.Add(id, new StockOver(id, int.MaxValue));
        }

        Received = Available + Reserved + Sold;
    }

    private void Reserve(StockMovement movement)
    {
        _over.Remove(movement.Id!);
        _holds.Keep(new StockHold(movement.Id!, movement.Quantity, movement.ExpiresAt!.Value, movement.BuyerId, Token: movement.Token));
        Available -= movement.Quantity;
        _buyers.Add(movement.BuyerId, movement.Quantity);
    }

    private void TakeOver(StockHold hold, StockMovement movement)
    {
        _holds.Drop(hold);
        Available += hold.Held;
        _buyers.Add(hold.BuyerId, -hold.Held);
        Reserve(movement);
    }

    private void Settle(StockHold hold, int sold, int released)
    {
        var back = released - hold.Released;
        _holds.Drop(hold);
        Sold += sold - hold.Sold;
        Available += back;
        _buyers.Add(hold.BuyerId, -back);
        Leases.Sell(sold - hold.Sold);
        var next = hold with { Sold = sold, Released = released };
        if (next.Held > 0)
        {
            _holds.Keep(next);
        }
        else
        {
            _over.Add(next.Id, new StockOver(next.Id, next.Sold, next.BuyerId, next.Returned, next.Token));
        }
    }

    private void Expire(StockHold hold) => Settle(hold, hold.Sold, hold.Released + hold.Held);

    private void Extend(StockHold hold, DateTimeOffset expiresAt)
    {
        _holds.Drop(hold);
        _holds.Keep(hold with { ExpiresAt = expiresAt });
    }

    private void Gain(int quantity)
    {
        Available += quantity;
        Received += quantity;
    }

    private void Return(StockMovement movement)
    {
        _commands.Add(movement.Id!, movement.Id!);
        Sold -= movement.Quantity;
        if (movement.Kind == StockMovementKind.Restocked)
        {
            Available += movement.Quantity;
        }
        else
        {
            Received -= movement.Quantity;
        }

        if (movement.OfId is { } id && _holds.TryGet(id, out var hold))
        {
            _holds.Drop(hold);
            _holds.Keep(hold with { Returned = hold.Returned + movement.Quantity });
            _buyers.Add(hold.BuyerId, -movement.Quantity);
        }
        else if (movement.OfId is { } overId && _over.TryGet(overId, out var over))
        {
            _over.Update(overId, over with { Returned = over.Returned + movement.Quantity });
            _buyers.Add(over.BuyerId, -movement.Quantity);
        }
    }

    private void SetPolicy(StockPolicy policy)
    {
        Policy = policy;
        ShardsMax = Math.Max(ShardsMax, policy.Shards);
        _buyers.Limit(policy.BuyerMax is not null, _holds.All, _over.Values);
    }
}
