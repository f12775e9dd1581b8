using SocialCommerce.Grains.Interfaces.Inventory;

namespace SocialCommerce.Grains.Inventory;

/// <summary>
/// Moves units between a shard and its stock. The side that gives them away notes it first, durably, and tells the other by
/// totals that may be told again: whatever is lost on the way, no unit is in both hands.
/// </summary>
internal sealed class ShardLender(IStockGrain stock, StockKeeper keeper, int shard, TimeProvider clock)
{
    /// <summary>Units that are lent at once at most, where there are plenty.</summary>
    private const int BlockMax = 1_000;

    private readonly Dictionary<string, (int Sold, int Released)> _told = [];
    private Task<bool> _borrowing = Task.FromResult(false);
    private int _wanted;

    /// <summary>Whether the stock may have lent something that is not noted here: a call or a write of the time before failed.</summary>
    private bool _isInDoubt = true;

    /// <summary>
    /// Borrows at least so many units for whoever is first; false when there are not so many. Calls that come meanwhile
    /// share the answer and count for how much is borrowed next.
    /// </summary>
    public Task<bool> BorrowAsync(int need)
    {
        _wanted = Math.Min(BlockMax, _wanted + Math.Min(need, BlockMax));
        if (_borrowing.IsCompleted)
        {
            _borrowing = BorrowOnceAsync(need);
        }

        return _borrowing;
    }

    /// <summary>Gives the units that nobody holds back.</summary>
    public async Task GiveBackAsync()
    {
        await AdoptAsync();
        var spare = await keeper.ReadAsync(book => book.Available);
        foreach (var lease in keeper.Book.Leases.All.Reverse().ToArray())
        {
            var part = Math.Min(Math.Min(spare, keeper.Book.Available), lease.Open);
            if (part > 0)
            {
                keeper.Record(new StockMovement(StockMovementKind.GivenBack, clock.GetUtcNow(), lease.Id, part)).Forget();
                spare -= part;
            }
        }

        await SettleAsync();
    }

    /// <summary>Tells the stock how many units of each lease are sold and given back, and what is spare.</summary>
    public async Task SettleAsync()
    {
        var (leases, spare) = await keeper.ReadAsync(book => (
            book.Leases.All.ToArray(), new ShardSpare(shard, book.Leases.Taken, book.Available)));
        foreach (var lease in leases)
        {
            if (_told.GetValueOrDefault(lease.Id) == (lease.Sold, lease.Released) && lease.Open > 0)
            {
                continue;
            }

            await stock.SettleAsync(new SettleStock(lease.Id, lease.Sold, lease.Released));
            _told[lease.Id] = (lease.Sold, lease.Released);
            if (lease.Open == 0 && keeper.Book.Leases.All.Any(known => known.Id == lease.Id))
            {
                keeper.Record(new StockMovement(StockMovementKind.LeaseClosed, clock.GetUtcNow(), lease.Id)).Forget();
                _told.Remove(lease.Id);
            }
        }

        await stock.NoteSpareAsync(spare);
    }

    // Whoever borrows now finds such a lease by its number.
    private async Task AdoptAsync()
    {
        if (_isInDoubt && _borrowing.IsCompleted)
        {
            await (_borrowing = AdoptOnceAsync());
        }
    }

    private async Task<bool> AdoptOnceAsync()
    {
        var id = ShardLeases.IdOf(shard, keeper.Book.Leases.Taken + 1);
        var result = await stock.SettleAsync(new SettleStock(id, 0, 0));
        _isInDoubt = result.Outcome == StockOutcome.Done;
        return _isInDoubt && await NoteAsync(id, result.Held);
    }

    private async Task<bool> BorrowOnceAsync(int need)
    {
        if (_isInDoubt && await AdoptOnceAsync())
        {
            return true;
        }

        if (await stock.GetLevelAsync() is not { } level)
        {
            return false;
        }

        if (level.Available < need)
        {
            await stock.RecallAsync();
            level = (await stock.GetLevelAsync())!;
        }

        if (level.Available < need)
        {
            return false;
        }

        // The fewer there are, the fewer are put where others cannot have them.
        var wanted = Math.Min(_wanted, level.Available);
        var block = Math.Clamp(level.Available / (2 * Math.Max(1, level.Shards)), Math.Max(need, wanted), Math.Max(need, BlockMax));
        _wanted = 0;
        return await TakeAsync(level.Shards > shard ? block : need) || await TakeAsync(need);
    }

    // A lease that was taken and not noted is found by its number, and answered with what it holds.
    private async Task<bool> TakeAsync(int quantity)
    {
        var id = ShardLeases.IdOf(shard, keeper.Book.Leases.Taken + 1);
        _isInDoubt = true;
        var result = await stock.ReserveAsync(new ReserveStock(id, quantity, DateTimeOffset.MaxValue));
        _isInDoubt = result.Outcome == StockOutcome.Done;
        return _isInDoubt && await NoteAsync(id, result.Held);
    }

    private async Task<bool> NoteAsync(string id, int quantity)
    {
        keeper.ThrowIfBroken();
        await keeper.Record(new StockMovement(StockMovementKind.Borrowed, clock.GetUtcNow(), id, quantity));
        _isInDoubt = false;
        return true;
    }
}
