namespace SocialCommerce.Grains.Inventory;

/// <summary>What a shard was lent, oldest first. What it sells comes from the oldest lease that has any.</summary>
internal sealed class StockLeases
{
    private readonly List<StockLease> _leases;

    public StockLeases(ImmutableArray<StockLease> leases, int taken)
    {
        _leases = [.. leases];
        Taken = taken;
    }

    /// <summary>How often something was lent.</summary>
    public int Taken { get; private set; }

    public int Count => _leases.Count;

    public IReadOnlyList<StockLease> All => _leases;

    /// <summary>Units that are neither sold nor given back.</summary>
    public long Open => _leases.Sum(lease => (long)lease.Open);

    public void Add(string id, int quantity)
    {
        Taken++;
        _leases.Add(new StockLease(id, quantity));
    }

    public void Sell(int quantity)
    {
        for (var index = 0; index < _leases.Count && quantity > 0; index++)
        {
            var part = Math.Min(quantity, _leases[index].Open);
            _leases[index] = _leases[index] with { Sold = _leases[index].Sold + part };
            quantity -= part;
        }
    }

    public void Release(string id, int quantity)
    {
        var index = _leases.FindIndex(lease => lease.Id == id);
        _leases[index] = _leases[index] with { Released = _leases[index].Released + quantity };
    }

    public void Remove(string id) => _leases.RemoveAll(lease => lease.Id == id);
}
