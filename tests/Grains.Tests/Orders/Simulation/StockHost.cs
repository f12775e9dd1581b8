using System.Text.Json;
using SocialCommerce.Grains.Common;
using SocialCommerce.Grains.Interfaces.Inventory;
using SocialCommerce.Grains.Inventory;

namespace SocialCommerce.Grains.Tests.Orders.Simulation;

/// <summary>
/// The stock of one product as its grain drives it: the rules decide on a book in memory, what they moved is appended to a
/// hash-chained ledger, and whoever was told waits for it. It crashes, loses what was not appended, and reads itself anew.
/// </summary>
internal sealed class StockHost(string sku, int opening, Scheduler scheduler, FaultPlan faults, PlantedBug bug)
{
    /// <summary>Little, so that what was forgotten is asked for.</summary>
    private const int RememberedMax = 16;

    private const int SnapshotEntries = 40;

    private static readonly TimeSpan WriteMost = TimeSpan.FromMilliseconds(10);

    private readonly List<ChainEntry> _ledger = [];
    private byte[]? _snapshot;
    private Life? _life;

    public string Sku => sku;

    public int Opening => opening;

    private Scheduler Scheduler => scheduler;

    private FaultPlan Faults => faults;

    public IReadOnlyList<ChainEntry> Ledger => _ledger;

    public Task<StockResult> ReserveAsync(ReserveStock command) =>
        DecideAsync(command.ReservationId, (book, now) => StockRules.Reserve(book, command, now));

    public async Task<StockResult> SettleAsync(SettleStock command)
    {
        var result = await DecideAsync(command.ReservationId, (book, now) => PlantedStock.Settle(bug, book, command, now));
        if (result.Outcome != StockOutcome.NotFound || command.Sold == 0)
        {
            return result;
        }

        var sold = _ledger.AsEnumerable().Reverse()
            .Select(entry => StockEntry.Read(entry).FindSold(command.ReservationId)).FirstOrDefault(found => found is not null);
        return sold is null ? result : result with { Outcome = StockRules.SettleForgotten(sold.Value, command) };
    }

    public Task<StockResult> ExtendAsync(ExtendReservation command) =>
        DecideAsync(command.ReservationId, (book, now) => StockRules.Extend(book, command, now));

    public Task<StockResult> ReturnAsync(ReturnStock command) =>
        DecideAsync(command.ReservationId, (book, now) => StockRules.Return(book, command, now));

    public Task<StockResult> AdjustAsync(AdjustStock command) =>
        DecideAsync(null, (book, now) => StockRules.Adjust(book, command, now));

    public Task<StockResult> SetPolicyAsync(StockPolicy policy) =>
        DecideAsync(null, (book, now) => StockRules.SetPolicy(book, policy, "seller", now));

    /// <summary>What it holds for a reservation now, by the book in memory.</summary>
    public StockHold? FindHold(string reservationId) => Enter().Book.FindHold(reservationId);

    /// <summary>Its book after everything that is due expired.</summary>
    public StockBook Settled()
    {
        var life = Enter();
        life.Expire(scheduler.GetUtcNow());
        return life.Book;
    }

    private Task<StockResult> DecideAsync(string? reservationId, Func<StockBook, DateTimeOffset, StockDecision> decide)
    {
        var life = Enter();
        Task<StockResult>? answer = null;
        life.Node.Run(() => answer = life.DecideAsync(reservationId, decide));
        return answer!;
    }

    private Life Enter() => _life ??= new Life(this);

    private StockBook Load()
    {
        var state = _snapshot is null ? null : JsonSerializer.Deserialize(_snapshot, GrainJson.Default.StockState);
        var book = new StockBook(state, RememberedMax);
        if (_ledger.Count == 0)
        {
            return book;
        }

        foreach (var movement in _ledger.Skip((int)(state?.Sequence ?? 0)).SelectMany(entry => StockEntry.Read(entry).Movements))
        {
            book.Apply(movement);
        }

        book.CheckAll();
        return book;
    }

    private void Append(List<StockMovement> movements, StockBook book)
    {
        var last = _ledger.Count == 0 ? HashChain.Start : _ledger[^1];
        _ledger.Add(HashChain.Next($"stock/{sku}", last, StockEntry.Write(movements)));
        scheduler.Note("stock", sku, book.Level.ToString());
    }

    private void TakeSnapshot(StockBook book)
    {
        if (_ledger.Count % SnapshotEntries == 0)
        {
            var sequence = _ledger.Count + (bug == PlantedBug.CheckpointLosesMovement ? 1 : 0);
            _snapshot = JsonSerializer.SerializeToUtf8Bytes(book.Export(sequence), GrainJson.Default.StockState);
        }
    }

    /// <summary>One activation.</summary>
    private sealed class Life
    {
        private readonly StockHost _host;
        private readonly Scheduler _scheduler;
        private readonly FaultPlan _faults;
        private List<StockMovement> _waiting = [];
        private TaskCompletionSource _shown = new();
        private bool _isWriting;

        public Life(StockHost host)
        {
            (_host, _scheduler, _faults) = (host, host.Scheduler, host.Faults);
            Node = new Node(_scheduler, _faults, _ => Drop());
            Book = host.Load();
            if (!Book.IsOpen)
            {
                Record(new StockMovement(
                    StockMovementKind.Opened, _scheduler.GetUtcNow(), Opening: new StockOpening("seller", host.Opening, 0, [], [])));
            }
        }

        public Node Node { get; }

        public StockBook Book { get; }

        public void Expire(DateTimeOffset now)
        {
            while (Book.FindDue(now) is { } due)
            {
                Record(StockRules.Expire(due, now));
            }
        }

        public async Task<StockResult> DecideAsync(string? reservationId, Func<StockBook, DateTimeOffset, StockDecision> decide)
        {
            var now = _scheduler.GetUtcNow();
            Expire(now);
            var decision = decide(Book, now);
            if (decision.Movement is { } movement)
            {
                Record(movement);
            }

            var held = reservationId is null ? 0 : Book.FindHold(reservationId)?.Held ?? 0;
            var result = new StockResult(decision.Outcome, Book.Level, Book.Version, held);
            if (decision.Outcome == StockOutcome.Done && (_waiting.Count > 0 || _isWriting))
            {
                await _shown.Task;
            }

            return result;
        }

        private void Record(StockMovement movement)
        {
            Book.Apply(movement);
            Book.CheckLaw();
            _waiting.Add(movement);
            if (!_isWriting)
            {
                _isWriting = true;
                _scheduler.After(_scheduler.Draw(WriteMost), Write);
            }
        }

        // All that came since the last write is one entry. A life that is over writes nothing that was not under way.
        private void Write()
        {
            if (_host._life != this)
            {
                return;
            }

            var (batch, shown) = (_waiting, _shown);
            (_waiting, _shown, _isWriting) = ([], new TaskCompletionSource(), false);
            var isLost = _scheduler.Chance(_faults.WriteFails);
            if (!isLost)
            {
                _host.Append(batch, Book);
            }

            if (isLost || _scheduler.Chance(_faults.WriteUnknown))
            {
                Drop();
                shown.SetException(new IOException("The ledger lost its place."));
                return;
            }

            _host.TakeSnapshot(Book);
            shown.SetResult();
        }

        private void Drop()
        {
            _scheduler.Note("crash", _host.Sku);
            if (_host._life == this)
            {
                _host._life = null;
            }
        }
    }
}
