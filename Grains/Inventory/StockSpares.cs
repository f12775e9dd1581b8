using SocialCommerce.Grains.Interfaces.Inventory;

namespace SocialCommerce.Grains.Inventory;

/// <summary>
/// What a stock believes its shards have that nobody holds. What was lent counts as spare until the shard says otherwise,
/// so that nothing is taken for sold that is not.
/// </summary>
internal sealed class StockSpares(int shards)
{
    /// <summary>After so long a shard may have something that it did not tell, as one that sleeps.</summary>
    private static readonly TimeSpan KnownFor = TimeSpan.FromSeconds(1);

    private readonly List<(int Lease, long Units)> _spares = [.. Enumerable.Repeat((0, 0L), shards)];

    /// <summary>When every shard was asked last.</summary>
    private DateTimeOffset _recalledAt;

    /// <summary>What shards said since the stock itself last moved.</summary>
    public int Hints { get; private set; }

    public long Units => _spares.Sum(spare => spare.Units);

    public int Shards => _spares.Count;

    public bool MayHaveAny(DateTimeOffset now) => _spares.Count > 0 && (Units > 0 || now - _recalledAt >= KnownFor);

    public void Grow(int shards)
    {
        while (_spares.Count < shards)
        {
            _spares.Add((0, 0));
        }
    }

    public void Lend(int shard, int lease, int units)
    {
        Grow(shard + 1);
        if (lease > _spares[shard].Lease)
        {
            _spares[shard] = (lease, _spares[shard].Units + units);
        }
    }

    /// <summary>False when the shard did not know of its newest lease yet.</summary>
    public bool Note(ShardSpare spare)
    {
        Grow(spare.Shard + 1);
        if (spare.Leases < _spares[spare.Shard].Lease)
        {
            return false;
        }

        _spares[spare.Shard] = (spare.Leases, spare.Units);
        Hints++;
        return true;
    }

    public void NoteRecall(DateTimeOffset now) => _recalledAt = now;

    public void ForgetHints() => Hints = 0;
}
