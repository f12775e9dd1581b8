using System.Globalization;

namespace SocialCommerce.Tools.Verify;

/// <summary>
/// A stock's ledger, added up movement by movement with rules of its own: what it says that must not be is kept as evidence.
/// </summary>
internal sealed class LedgerFacts(string chain)
{
    private readonly Dictionary<string, HoldFacts> _holds = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ReservationFacts> _reservations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _buyers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string?> _buyerOf = new(StringComparer.Ordinal);
    private long _sequence;
    private long _movements;
    private int? _buyerMax;

    public string Chain => chain;

    /// <summary>A shard's chain is the product's and a number.</summary>
    public string ProductId { get; } = chain["stock/".Length..].Split('/')[0];

    public long Available { get; private set; }

    public long Reserved { get; private set; }

    public long Sold { get; private set; }

    public long Received { get; private set; }

    public long Movements => _movements;

    public List<string> Mistakes { get; } = [];

    public List<string> OverLimit { get; } = [];

    /// <summary>What became of each reservation.</summary>
    public IReadOnlyDictionary<string, ReservationFacts> Reservations => _reservations;

    /// <summary>What the ledger came to after an entry, for the snapshots that were taken then.</summary>
    public Dictionary<long, (long Available, long Sold, long Received)> Marks { get; } = [];

    public void Apply(long sequence, IEnumerable<MovementFacts> movements)
    {
        _sequence = sequence;
        foreach (var movement in movements)
        {
            Apply(movement);
            _movements++;
            if (Available < 0 || Reserved < 0 || Sold < 0 || Available + Reserved + Sold != Received)
            {
                Mistake(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Available} available + {Reserved} reserved + {Sold} sold is not {Received} received"));
            }
        }

        Marks[sequence] = (Available, Sold, Received);
    }

    private void Apply(MovementFacts movement)
    {
        switch (movement.Kind)
        {
            case MovementKind.Opened:
                Open(movement.Opening!);
                break;
            case MovementKind.Reserved:
                Reserve(movement);
                break;
            case MovementKind.TakenOver:
                TakeOver(movement);
                break;
            case MovementKind.Settled:
                Settle(movement, movement.Sold, movement.Released);
                break;
            case MovementKind.Expired:
                Expire(movement);
                break;
            case MovementKind.Received or MovementKind.Corrected or MovementKind.Set or MovementKind.Borrowed:
                Gain(movement.Quantity);
                break;
            case MovementKind.GivenBack:
                Gain(-movement.Quantity);
                break;
            case MovementKind.Restocked or MovementKind.WrittenOff:
                Return(movement);
                break;
            case MovementKind.PolicySet:
                _buyerMax = movement.BuyerMax;
                break;
            case MovementKind.Extended or MovementKind.LeaseClosed:
                break;
            default:
                Mistake($"movement {movement.Kind} is not known");
                break;
        }
    }

    private void Open(OpeningFacts opening)
    {
        if (_movements > 0)
        {
            Mistake("the stock was opened twice");
        }

        (Available, Sold) = (opening.Available, opening.Sold);
        foreach (var hold in opening.Holds)
        {
            _holds[hold.Id] = hold;
            Reserved += hold.Held;
            Of(hold.Id).Held += hold.Held;
        }

        Received = Available + Reserved + Sold;
    }

    private void Reserve(MovementFacts movement)
    {
        var hold = new HoldFacts(movement.Id!, movement.Quantity, movement.BuyerId, Token: movement.Token);
        if (movement.Quantity < 1 || !_holds.TryAdd(hold.Id, hold))
        {
            Mistake($"{hold.Id} was reserved while it was held, or nothing was");
            return;
        }

        Available -= hold.Quantity;
        Reserved += hold.Quantity;
        Of(hold.Id).Held += hold.Quantity;
        Buy(hold, hold.Quantity);
    }

    private void TakeOver(MovementFacts movement)
    {
        if (!_holds.TryGetValue(movement.Id!, out var hold) || hold.Sold > 0 || string.CompareOrdinal(movement.Token, hold.Token) <= 0)
        {
            Mistake($"{movement.Id} was taken over while nothing of it was held, or some of it was sold, or by an older attempt");
            return;
        }

        Settle(movement, 0, hold.Released + hold.Held);
        Reserve(movement);
    }

    private void Settle(MovementFacts movement, int sold, int released)
    {
        if (!_holds.TryGetValue(movement.Id!, out var hold) || sold < hold.Sold || released < hold.Released || sold + released > hold.Quantity)
        {
            Mistake($"{movement.Id} was settled with {sold} sold and {released} released, which it does not hold");
            return;
        }

        var (newlySold, back) = (sold - hold.Sold, released - hold.Released);
        (Sold, Available, Reserved) = (Sold + newlySold, Available + back, Reserved - newlySold - back);
        var facts = Of(hold.Id);
        facts.Sold += newlySold;
        facts.Held -= newlySold + back;
        Buy(hold, -back);
        var next = hold with { Sold = sold, Released = released };
        if (next.Held > 0)
        {
            _holds[hold.Id] = next;
        }
        else
        {
            _holds.Remove(hold.Id);
            _buyerOf[hold.Id] = hold.BuyerId;
        }
    }

    private void Expire(MovementFacts movement)
    {
        if (!_holds.TryGetValue(movement.Id!, out var hold) || hold.Held != movement.Quantity)
        {
            Mistake($"{movement.Id} expired with {movement.Quantity} units, which it does not hold");
            return;
        }

        Of(hold.Id).ExpiredAt = movement.At;
        Settle(movement, hold.Sold, hold.Released + hold.Held);
    }

    private void Return(MovementFacts movement)
    {
        Sold -= movement.Quantity;
        if (movement.Kind == MovementKind.Restocked)
        {
            Available += movement.Quantity;
        }
        else
        {
            Received -= movement.Quantity;
        }

        if (movement.OfId is { } id)
        {
            Of(id).Returned += movement.Quantity;
            var buyer = _holds.TryGetValue(id, out var hold) ? hold.BuyerId : _buyerOf.GetValueOrDefault(id);
            Count(buyer, -movement.Quantity);
        }
    }

    private void Gain(int quantity)
    {
        Available += quantity;
        Received += quantity;
    }

    private void Buy(HoldFacts hold, int quantity)
    {
        var units = Count(hold.BuyerId, quantity);
        if (quantity > 0 && units > _buyerMax)
        {
            OverLimit.Add(string.Create(
                CultureInfo.InvariantCulture, $"{chain}, entry {_sequence}: buyer {hold.BuyerId} has {units} units of at most {_buyerMax}"));
        }
    }

    private int Count(string? buyerId, int quantity) =>
        buyerId is null ? 0 : _buyers[buyerId] = _buyers.GetValueOrDefault(buyerId) + quantity;

    private ReservationFacts Of(string id)
    {
        if (!_reservations.TryGetValue(id, out var facts))
        {
            _reservations.Add(id, facts = new ReservationFacts());
        }

        return facts;
    }

    private void Mistake(string what) =>
        Mistakes.Add(string.Create(CultureInfo.InvariantCulture, $"{chain}, entry {_sequence}: {what}"));
}

/// <summary>What a ledger says of one reservation, over all times it was made.</summary>
internal sealed class ReservationFacts
{
    public int Held { get; set; }

    public int Sold { get; set; }

    public int Returned { get; set; }

    public DateTimeOffset? ExpiredAt { get; set; }
}
