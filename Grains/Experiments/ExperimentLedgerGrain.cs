using System.Globalization;
using SocialCommerce.Algorithms.Experiments;
using SocialCommerce.Grains.Interactions;
using SocialCommerce.Grains.Interfaces.Experiments;
using SocialCommerce.Grains.Interfaces.Interactions;
using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Grains.Experiments;

/// <summary>
/// Keeps the units of a shard in a durable list and their counts in a snapshot that the log continues. It reads the log
/// when it is asked for sums and at no other time, so that an experiment costs interactions nothing.
/// </summary>
internal sealed class ExperimentLedgerGrain(
    [PersistentState("ledger", StorageNames.Commerce)] IPersistentState<ExperimentLedgerState> storage,
    IListStore lists,
    IInteractionLog log,
    EarlierOutcomes earlier,
    TimeProvider clock) : Grain, IExperimentLedgerGrain
{
    private const int ReadMax = 500;

    private static readonly TimeSpan SavePeriod = TimeSpan.FromSeconds(30);

    private readonly Dictionary<string, Enrolling> _enrolling = new(StringComparer.Ordinal);
    private UnitLedger? _ledger;
    private DateTimeOffset _savedAt;

    private string ListName => ListNames.ExperimentUnits(this.GetPrimaryKeyString());

    private string ExperimentId => this.GetPrimaryKeyString().Split('/')[0];

    private int Shard => int.Parse(this.GetPrimaryKeyString().Split('/')[1], CultureInfo.InvariantCulture);

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (storage.State.Unit != ExperimentUnit.Unknown)
        {
            _ledger = new UnitLedger(storage.State);
            await LoadUnitsAsync(_ledger, cancellationToken);
        }
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => SaveAsync();

    public async Task OpenAsync(OpenLedger command, CancellationToken cancellationToken)
    {
        if (_ledger is not null)
        {
            return;
        }

        var heads = new long[Partitions.Count];
        foreach (var partition in PartitionsOf(command.Unit))
        {
            heads[partition] = await log.ReadHeadAsync(partition, cancellationToken);
        }

        var opened = new ExperimentLedgerState { Unit = command.Unit, Applied = heads, Expected = new double[command.Variants] };
        await storage.SaveAsync(opened, this);
        _ledger = new UnitLedger(opened);
    }

    public Task<int?> AssignAsync(AssignUnit command, CancellationToken cancellationToken)
    {
        if (_ledger?.Find(command.UnitId) is { } known)
        {
            return Task.FromResult<int?>(known.Variant);
        }

        // Calls interleave here, so that units share commits; those of one unit share one enrolment.
        if (!_enrolling.TryGetValue(command.UnitId, out var enrolling))
        {
            enrolling = new Enrolling(clock.GetUtcNow(), EnrolAsync(command));
            if (!enrolling.Variant.IsCompleted)
            {
                _enrolling[command.UnitId] = enrolling;
            }
        }

        return enrolling.Variant;
    }

    public async Task<LedgerSums> SumAsync(DateTimeOffset? until, CancellationToken cancellationToken)
    {
        if (_ledger is not { } ledger)
        {
            return new LedgerSums([]);
        }

        foreach (var partition in PartitionsOf(ledger.Unit))
        {
            await ReadAsync(ledger, partition, until ?? DateTimeOffset.MaxValue, cancellationToken);
        }

        foreach (var unit in ledger.WithoutBefore.ToList())
        {
            ledger.SetBefore(unit.UnitId, await earlier.CountAsync(ledger.Unit, unit, cancellationToken));
        }

        if (clock.GetUtcNow() - _savedAt >= SavePeriod)
        {
            await SaveAsync();
        }

        return ledger.Sum();
    }

    public async Task CloseAsync(CancellationToken cancellationToken)
    {
        // Nobody is enrolled from here on, also by those who have not heard yet that the experiment is over.
        _ledger = null;
        await Task.WhenAll(_enrolling.Values.Select(unit => unit.Variant));
        if (storage.RecordExists)
        {
            await storage.ClearStateAsync(cancellationToken);
        }

        var request = new PageRequest(PageLimits.LimitMax, Cursor: null);
        for (var page = await lists.PageAsync(ListName, request, cancellationToken);
            page.Ids.Length > 0;
            page = await lists.PageAsync(ListName, request, cancellationToken))
        {
            await lists.ApplyAsync([.. page.Ids.Select(entry => ListChange.Remove(ListName, entry))], cancellationToken);
        }

        DeactivateOnIdle();
    }

    private async Task<int?> EnrolAsync(AssignUnit command)
    {
        if (_ledger is not { } ledger || ledger.Count + _enrolling.Count >= IExperimentLedgerGrain.UnitsMax)
        {
            return null;
        }

        try
        {
            return await IsRealAsync(ledger, command.UnitId) ? await WriteAsync(ledger, command) : null;
        }
        finally
        {
            _enrolling.Remove(command.UnitId);
        }
    }

    // Rooms are named by clients, users are not.
    private async ValueTask<bool> IsRealAsync(UnitLedger ledger, string unitId) =>
        ledger.Unit == ExperimentUnit.User || await GrainFactory.GetGrain<IRoomGrain>(unitId).GetAsync() is not null;

    private async Task<int?> WriteAsync(UnitLedger ledger, AssignUnit command)
    {
        var total = command.Weights.Sum();
        ImmutableArray<double> shares = [.. command.Weights.Select(weight => weight / total)];
        var position = VariantHash.Position(ExperimentId, command.UnitId);
        var variant = VariantHash.Choose(position, command.Weights.AsSpan());
        var exposedAt = DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());
        var unit = new UnitRecord(command.UnitId, variant, exposedAt, Before: null, During: default);
        await lists.ApplyAsync([ListChange.Add(ListName, EnrolmentEntry.Write(unit, shares))], CancellationToken.None);
        ledger.Enrol(unit, shares.AsSpan());
        return variant;
    }

    private async Task ReadAsync(UnitLedger ledger, int partition, DateTimeOffset until, CancellationToken cancellationToken)
    {
        IReadOnlyList<LogRow> rows;
        do
        {
            rows = await log.ReadPartitionAsync(partition, ledger.Applied(partition), ReadMax, cancellationToken);

            // A row may be of a unit that is only being written down: it waits for the next time.
            var writtenUntil = _enrolling.Count == 0 ? DateTimeOffset.MaxValue : _enrolling.Values.Min(unit => unit.Since);
            foreach (var row in rows)
            {
                if (row.RecordedAt > until || row.RecordedAt >= writtenUntil)
                {
                    return;
                }

                ledger.Apply(row);
            }
        }
        while (rows.Count == ReadMax);
    }

    // Newest first, up to where all is in the snapshot.
    private async Task LoadUnitsAsync(UnitLedger ledger, CancellationToken cancellationToken)
    {
        var entries = new List<(UnitRecord Unit, ImmutableArray<double> Shares)>();
        var isKnown = false;
        for (string? cursor = null; !isKnown;)
        {
            var page = await lists.PageAsync(ListName, new PageRequest(PageLimits.LimitMax, cursor), cancellationToken);
            entries.AddRange(page.Ids.Select(EnrolmentEntry.Read));
            isKnown = page.NextCursor is null || entries.TakeLast(page.Ids.Length).All(entry => ledger.Find(entry.Unit.UnitId) is not null);
            cursor = page.NextCursor;
        }

        foreach (var (unit, shares) in Enumerable.Reverse(entries))
        {
            ledger.Enrol(unit, shares.AsSpan());
        }
    }

    private IEnumerable<int> PartitionsOf(ExperimentUnit unit) =>
        unit == ExperimentUnit.User ? [Shard] : Enumerable.Range(0, Partitions.Count);

    private async Task SaveAsync()
    {
        // Units whose turn is not over yet might be left out, and older ones be looked for in vain.
        if (_enrolling.Count == 0 && _ledger is { IsDirty: true } ledger)
        {
            _savedAt = clock.GetUtcNow();
            await storage.SaveAsync(ledger.Export(), this);
        }
    }

    /// <param name="Since">No later than the unit's exposure.</param>
    private sealed record Enrolling(DateTimeOffset Since, Task<int?> Variant);
}
