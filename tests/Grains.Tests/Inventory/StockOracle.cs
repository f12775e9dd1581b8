using SocialCommerce.Grains.Interfaces.Inventory;

namespace SocialCommerce.Grains.Tests.Inventory;

/// <summary>
/// What a stock should do, as simply as it can be said: a list of everything that ever was asked for, looked through from
/// end to end each time. Shares nothing with the rules.
/// </summary>
internal sealed class StockOracle(int opening)
{
    private readonly List<Line> _lines = [];
    private readonly HashSet<string> _commands = [];
    private int _received = opening;
    private int _restocked;
    private int? _buyerMax;

    public StockLevel Level(DateTimeOffset now)
    {
        var held = _lines.Sum(line => line.Held(now));
        var sold = Sold;
        return new StockLevel(_received - held - sold, held, sold);
    }

    private int Sold => _lines.Sum(line => line.Sold) - _restocked;

    public StockOutcome Reserve(string id, int quantity, int seconds, string? buyer, string? token, DateTimeOffset now)
    {
        var known = _lines.LastOrDefault(line => line.Id == id);
        if (known?.Sold > 0)
        {
            return StockOutcome.Done;
        }

        if (known is not null && string.CompareOrdinal(token, known.Token) < 0)
        {
            return StockOutcome.Stale;
        }

        var held = known?.Held(now) ?? 0;
        if (held > 0 && token == known!.Token)
        {
            return quantity == known.Quantity ? StockOutcome.Done : StockOutcome.Invalid;
        }

        if (quantity < 1 || (_buyerMax is not null && buyer is null))
        {
            return StockOutcome.Invalid;
        }

        if (quantity > Level(now).Available + held)
        {
            return StockOutcome.Insufficient;
        }

        if (quantity + UnitsOf(buyer, now) - (known?.Buyer == buyer ? held : 0) > _buyerMax)
        {
            return StockOutcome.OverBuyerMax;
        }

        _lines.RemoveAll(line => held > 0 && line == known);
        _lines.Add(new Line(id, quantity, buyer, token) { ExpiresAt = now.AddSeconds(seconds) });
        return StockOutcome.Done;
    }

    public StockOutcome Settle(string id, int sold, int released, string? token, DateTimeOffset now)
    {
        if (_lines.LastOrDefault(line => line.Id == id) is not { } line)
        {
            return StockOutcome.NotFound;
        }

        if (line.Held(now) == 0)
        {
            return sold > line.Sold ? StockOutcome.Expired : StockOutcome.Done;
        }

        if (token != line.Token)
        {
            return StockOutcome.Stale;
        }

        var (allSold, allReleased) = (Math.Max(sold, line.Sold), Math.Max(released, line.Released));
        if (allSold + allReleased > line.Quantity)
        {
            return StockOutcome.Invalid;
        }

        (line.Sold, line.Released) = (allSold, allReleased);
        return StockOutcome.Done;
    }

    public StockOutcome Extend(string id, int seconds, string? token, DateTimeOffset now)
    {
        if (_lines.LastOrDefault(line => line.Id == id) is not { } line)
        {
            return StockOutcome.NotFound;
        }

        if (line.Held(now) == 0)
        {
            return line.Sold > 0 ? StockOutcome.Done : StockOutcome.Expired;
        }

        if (token != line.Token)
        {
            return StockOutcome.Stale;
        }

        line.ExpiresAt = now.AddSeconds(seconds) > line.ExpiresAt ? now.AddSeconds(seconds) : line.ExpiresAt;
        return StockOutcome.Done;
    }

    public StockOutcome Return(string command, int quantity, string? of, bool restock)
    {
        if (_commands.Contains(command))
        {
            return StockOutcome.Done;
        }

        var line = _lines.LastOrDefault(line => line.Id == of);
        if (quantity < 1 || quantity > Sold || (line is not null && quantity > line.Sold - line.Returned))
        {
            return StockOutcome.Invalid;
        }

        _commands.Add(command);
        _restocked += quantity;
        _received -= restock ? 0 : quantity;
        if (line is not null)
        {
            line.Returned += quantity;
        }

        return StockOutcome.Done;
    }

    public StockOutcome Adjust(string command, StockAdjustment kind, int quantity, DateTimeOffset now)
    {
        if (_commands.Contains(command))
        {
            return StockOutcome.Done;
        }

        var available = Level(now).Available;
        if (kind == StockAdjustment.Correct ? quantity == 0 : kind == StockAdjustment.Receive ? quantity < 1 : quantity < 0)
        {
            return StockOutcome.Invalid;
        }

        var gain = kind == StockAdjustment.SetAvailable ? quantity - available : quantity;
        if (available + gain < 0)
        {
            return StockOutcome.Insufficient;
        }

        _commands.Add(command);
        _received += gain;
        return StockOutcome.Done;
    }

    public void LimitBuyers(int? most) => _buyerMax = most;

    private int UnitsOf(string? buyer, DateTimeOffset now) =>
        _lines.Where(line => line.Buyer == buyer).Sum(line => line.Held(now) + line.Sold - line.Returned);

    private sealed class Line(string id, int quantity, string? buyer, string? token)
    {
        public string Id => id;

        public int Quantity => quantity;

        public string? Buyer => buyer;

        public string? Token => token;

        public DateTimeOffset ExpiresAt { get; set; }

        public int Sold { get; set; }

        public int Released { get; set; }

        public int Returned { get; set; }

        public int Held(DateTimeOffset now) => ExpiresAt <= now ? 0 : Quantity - Sold - Released;
    }
}
