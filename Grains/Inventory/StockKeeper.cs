using SocialCommerce.Grains.Interfaces.Inventory;

namespace SocialCommerce.Grains.Inventory;

/// <summary>How a stock stood after a movement.</summary>
internal readonly record struct StockMark(StockLevel Level, long Received, long Version)
{
    public static StockMark Of(StockBook book) => new(book.Level, book.Received, book.Version);
}

/// <summary>
/// Drives one stock for the grain that owns it. <see cref="StockRules"/> decides in memory, in the turn of the call; the
/// movements of calls that come together are one append to the ledger. A refusal answers at once, whatever shows a hold
/// when it is durable. After a failed append nobody knows what landed, and the activation is dropped.
/// </summary>
internal sealed class StockKeeper
{
    /// <summary>Snapshots are no closer than this, and no closer than what they hold, so that their cost stays that of the movements.</summary>
    private const int SnapshotMovementsMin = 1_000;

    /// <summary>So few movements are read from the ledger as soon as a snapshot is.</summary>
    private const int TailMin = 100;

    private readonly StockSnapshots _snapshots;
    private readonly ChainWriter _chain;
    private readonly IGrainBase _grain;
    private readonly TimeProvider _clock;
    private readonly Batcher<StockMovement> _batcher;
    private readonly OneShotTimer _sweep;
    private Task _saving = Task.CompletedTask;
    private DateTimeOffset? _sweepAt;
    private int _unsaved;
    private bool _isBroken;

    private StockKeeper(StockBook book, StockSnapshots snapshots, ChainWriter chain, IGrainBase grain, TimeProvider clock)
    {
        (Book, _snapshots, _chain, _grain, _clock) = (book, snapshots, chain, grain, clock);
        _batcher = new Batcher<StockMovement>(WriteAsync);
        _sweep = new OneShotTimer(grain, SweepAsync);
        Durable = StockMark.Of(book);
    }

    public StockBook Book { get; }

    /// <summary>What is durable.</summary>
    public StockMark Durable { get; private set; }

    /// <summary>Runs when more is durable, before those who wait for it go on.</summary>
    public Action<StockMark>? Told { get; set; }

    /// <summary>Reads the snapshot and the part of the ledger that came after it.</summary>
    public static async Task<StockKeeper> LoadAsync(
        IBlobStore blobs, IChainLog log, string chainName, IGrainBase grain, TimeProvider clock, CancellationToken cancellationToken)
    {
        var chain = new ChainWriter(log, chainName);
        await chain.LoadAsync(cancellationToken);
        var snapshots = new StockSnapshots(blobs, chainName);
        var snapshot = await snapshots.LoadAsync(cancellationToken);
        var book = new StockBook(snapshot);
        var movements = await StockReplay.RunAsync(chain, book, snapshot.Sequence, cancellationToken);
        book.CheckAll();
        var keeper = new StockKeeper(book, snapshots, chain, grain, clock) { _unsaved = movements };
        keeper.Arm();
        return keeper;
    }

    /// <summary>Decides and answers; nothing that was not durable is shown as done.</summary>
    public async Task<StockResult> DecideAsync(Func<StockBook, DateTimeOffset, StockDecision> decide, string? reservationId = null)
    {
        var shown = Enter(out var now);
        var decision = decide(Book, now);
        if (decision.Movement is { } movement)
        {
            shown = Record(movement);
            Arm();
        }

        var held = reservationId is null ? 0 : Book.FindHold(reservationId)?.Held ?? 0;
        var result = new StockResult(decision.Outcome, Book.Level, Book.Version, held);
        if (decision.Outcome == StockOutcome.Done)
        {
            await shown;
        }

        return result;
    }

    /// <summary>Settles, also what is forgotten: a sale that was made is never said not to have been.</summary>
    public async Task<StockResult> SettleAsync(SettleStock command, CancellationToken cancellationToken)
    {
        var result = await DecideAsync((book, now) => StockRules.Settle(book, command, now), command.ReservationId);
        return result.Outcome == StockOutcome.NotFound && command.Sold > 0
            && await FindSoldAsync(command.ReservationId, cancellationToken) is { } sold
            ? result with { Outcome = StockRules.SettleForgotten(sold, command) }
            : result;
    }

    /// <summary>Reads what is durable, and of what has expired that it has.</summary>
    public async Task<T> ReadAsync<T>(Func<StockBook, T> read)
    {
        var shown = Enter(out _);
        var result = read(Book);
        await shown;
        return result;
    }

    /// <summary>Applies a movement now; answers when it is durable.</summary>
    public Task Record(StockMovement movement)
    {
        try
        {
            Book.Apply(movement);
            Book.CheckLaw();
        }
        catch
        {
            Break();
            throw;
        }

        return _batcher.AddAsync(movement);
    }

    public Task<IReadOnlyList<ChainEntry>> ReadBackAsync(long before, int limit, CancellationToken cancellationToken) =>
        _chain.ReadBackAsync(before, limit, cancellationToken);

    /// <summary>Whether the ledger is as it was written, and adds up to what is sold from.</summary>
    public async Task<StockVerification> VerifyAsync(CancellationToken cancellationToken)
    {
        await _batcher.PendingAsync();
        var (expected, folded) = (Durable, new StockBook());
        var isRight = false;
        var (sound, broken) = await _chain.VerifyAsync(cancellationToken, entry =>
        {
            foreach (var movement in StockEntry.Read(entry).Movements)
            {
                folded.Apply(movement);
                isRight |= folded.Version == expected.Version && StockMark.Of(folded) == expected;
            }
        });
        return new StockVerification(sound, broken, broken is null && (isRight || expected.Version == 0));
    }

    /// <summary>Writes what is not written yet; for the end of an activation.</summary>
    public async Task CloseAsync()
    {
        if (_isBroken)
        {
            return;
        }

        await _batcher.DrainAsync();
        await _saving;
        if (_unsaved >= TailMin)
        {
            await SaveAsync(Book.Export(_chain.Sequence));
        }
    }

    public void ThrowIfBroken()
    {
        if (_isBroken)
        {
            throw new OrleansException("The stock lost its place in the ledger and starts anew.");
        }
    }

    // Walks the ledger back to the reservation; null when there never was one.
    private async Task<int?> FindSoldAsync(string reservationId, CancellationToken cancellationToken)
    {
        for (var before = long.MaxValue; before > 1;)
        {
            var entries = await ReadBackAsync(before, ChainWriter.PageSize, cancellationToken);
            if (entries.Select(entry => StockEntry.Read(entry).FindSold(reservationId)).FirstOrDefault(sold => sold is not null) is { } found)
            {
                return found;
            }

            before = entries.Count == 0 ? 0 : entries[^1].Sequence;
        }

        return null;
    }

    // What was decided before is what a caller may be shown; what expires now needs no write to be free.
    private Task Enter(out DateTimeOffset now)
    {
        ThrowIfBroken();
        var shown = _batcher.PendingAsync();
        now = _clock.GetUtcNow();
        while (Book.FindDue(now) is { } due)
        {
            Record(StockRules.Expire(due, now)).Forget();
        }

        return shown;
    }

    private async Task WriteAsync(IReadOnlyList<StockMovement> batch)
    {
        try
        {
            // All of this happens before the first await: the book is what the ledger will be after this append.
            var appends = batch.Chunk(StockEntry.MovementsMax).Select(chunk => _chain.AppendAsync(StockEntry.Write(chunk))).ToArray();
            var mark = StockMark.Of(Book);
            var snapshot = TakeSnapshot(batch.Count);
            await Task.WhenAll(appends);
            Durable = mark;
            if (snapshot is not null)
            {
                _saving = SaveAsync(snapshot);
            }

            Told?.Invoke(mark);
        }
        catch
        {
            Break();
            throw;
        }
    }

    private StockState? TakeSnapshot(int movements)
    {
        _unsaved += movements;
        if (!_saving.IsCompleted || _unsaved < Math.Max(SnapshotMovementsMin, Book.Size))
        {
            return null;
        }

        _unsaved = 0;
        return Book.Export(_chain.Sequence);
    }

    private async Task SaveAsync(StockState snapshot)
    {
        try
        {
            await _snapshots.SaveAsync(snapshot);
        }
#pragma warning disable CA1031 // The ledger has everything; a later snapshot may be luckier.
        catch (Exception)
#pragma warning restore CA1031
        {
            _unsaved += SnapshotMovementsMin;
        }
    }

    private void Break()
    {
        _isBroken = true;
        _grain.DeactivateOnIdle();
    }

    private Task SweepAsync(CancellationToken cancellationToken)
    {
        _sweepAt = null;
        Enter(out _).Forget();
        Arm();
        return Task.CompletedTask;
    }

    private void Arm()
    {
        if (Book.ExpiresNext is { } due && (_sweepAt is null || due < _sweepAt))
        {
            _sweepAt = due;
            _sweep.Reschedule(TimerWaits.Until(due, _clock.GetUtcNow()));
        }
    }
}
