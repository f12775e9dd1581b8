namespace SocialCommerce.Grains.Inventory;

/// <summary>Units that each buyer holds and has bought, as long as there is a limit.</summary>
internal sealed class StockBuyers(ImmutableDictionary<string, int> units, bool isLimited)
{
    private readonly Dictionary<string, int> _units = new(units, StringComparer.Ordinal);
    private bool _isLimited = isLimited;

    public int Count => _units.Count;

    public int UnitsOf(string buyerId) => _units.GetValueOrDefault(buyerId);

    public void Add(string? buyerId, int units)
    {
        if (buyerId is null || !_isLimited)
        {
            return;
        }

        var next = UnitsOf(buyerId) + units;
        if (next > 0)
        {
            _units[buyerId] = next;
        }
        else
        {
            _units.Remove(buyerId);
        }
    }

    /// <summary>A limit that is set now counts what is remembered of who holds and who bought.</summary>
    public void Limit(bool isLimited, IEnumerable<StockHold> holds, IEnumerable<StockOver> over)
    {
        if (_isLimited == isLimited)
        {
            return;
        }

        _isLimited = isLimited;
        _units.Clear();
        foreach (var hold in holds)
        {
            Add(hold.BuyerId, hold.Held + hold.Sold - hold.Returned);
        }

        foreach (var one in over)
        {
            Add(one.BuyerId, one.Sold - one.Returned);
        }
    }

    public ImmutableDictionary<string, int> Export() => _units.ToImmutableDictionary();
}
