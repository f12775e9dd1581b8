using Microsoft.Extensions.Options;
using Orleans.Streams;
using Orleans.Streams.Core;
using SocialCommerce.Grains.Interfaces.Interactions;
using SocialCommerce.Grains.Recommendations;

namespace SocialCommerce.Grains.Interactions;

/// <summary>
/// Applies one partition of the log in sequence order: from hints where they came, from the log where one is missing.
/// </summary>
[ImplicitStreamSubscription(Partitions.StreamNamespace)]
internal sealed partial class InteractionPartitionGrain(
    [PersistentState("partition", StorageNames.Commerce)] IPersistentState<PartitionState> storage,
    IInteractionLog log,
    IOptions<RecommendationOptions> options,
    ILogger<InteractionPartitionGrain> logger)
    : Grain, IInteractionPartitionGrain, IStreamSubscriptionObserver, IAsyncObserver<InteractionRecorded>, IRemindable
{
    private const string CatchUpReminder = "catch-up";
    private const int ReadMax = 500;

    /// <summary>Rows of one turn, so that calls get their turn while a long tail is caught up with.</summary>
    private const int WindowRowsMax = 4 * ReadMax;
    private const int CheckpointRowsMax = 50_000;

    /// <summary>With the growing pauses between them about two minutes, longer than a store takes to come back.</summary>
    private const int AttemptsMax = 14;

    private static readonly TimeSpan BackoffMax = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan CheckpointPeriod = TimeSpan.FromMinutes(1);

    private readonly SortedDictionary<long, InteractionRecorded> _waiting = [];
    private DeltaTargets _targets = null!;
    private PartitionReader _reader = null!;
    private IGrainTimer _window = null!;
    private bool _isWindowOpen;
    private int _failures;
    private long _applied;
    private long _known;

    private int Partition => (int)this.GetPrimaryKeyLong();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _applied = storage.State.Checkpoint;
        _targets = new DeltaTargets(GrainFactory, Partition, logger);
        _reader = new PartitionReader(log, Partition);
        _window = this.RegisterGrainTimer(
            ApplyWindowAsync, new GrainTimerCreationOptions(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan));
        this.RegisterGrainTimer(
            CheckpointAsync, new GrainTimerCreationOptions(CheckpointPeriod, CheckpointPeriod));
        await this.RegisterOrUpdateReminder(CatchUpReminder, CheckpointPeriod, CheckpointPeriod);
    }

    // At the end of the silo the products go at the same time and cannot be asked; the host checkpoints before that.
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        reason.ReasonCode == DeactivationReasonCode.ApplicationRequested ? CheckpointAsync(cancellationToken) : Task.CompletedTask;

    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) =>
        handleFactory.Create<InteractionRecorded>().ResumeAsync(this);

    public Task OnNextAsync(InteractionRecorded item, StreamSequenceToken? token = null)
    {
        // Far ahead of what is applied the log serves as the queue; memory need not.
        if (item.Sequence > _applied && _waiting.Count < ReadMax * 4)
        {
            _waiting[item.Sequence] = item;
        }

        ApplyLater(item.Sequence, options.Value.PartitionWindow);
        return Task.CompletedTask;
    }

    public Task OnErrorAsync(Exception ex)
    {
        LogStreamFailed(Partition, ex);
        return Task.CompletedTask;
    }

    public Task ReceiveReminder(string reminderName, TickStatus status) => CatchUpAsync(CancellationToken.None);

    public async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        var head = await log.ReadHeadAsync(Partition, cancellationToken);
        if (head > _applied)
        {
            ApplyLater(head, TimeSpan.Zero);
        }
    }

    public async Task DrainAsync(CancellationToken cancellationToken) =>
        await ApplyUntilAsync(await log.ReadHeadAsync(Partition, cancellationToken), cancellationToken);

    public async Task CheckpointAsync(CancellationToken cancellationToken)
    {
        if (_applied == storage.State.Checkpoint)
        {
            return;
        }

        if (await _targets.FlushAsync(cancellationToken))
        {
            await storage.SaveAsync(new PartitionState { Checkpoint = _applied }, this);
            return;
        }

        Rewind();
        await CatchUpAsync(cancellationToken);
    }

    public async Task<PartitionProgress> GetProgressAsync(CancellationToken cancellationToken)
    {
        var head = await log.ReadHeadAsync(Partition, cancellationToken);
        return new PartitionProgress(Partition, _applied, storage.State.Checkpoint, head);
    }

    private async Task ApplyWindowAsync(CancellationToken cancellationToken)
    {
        _isWindowOpen = false;
        try
        {
            await ApplyUntilAsync(Math.Min(_known, _applied + WindowRowsMax), cancellationToken);
        }
        catch
        {
            // The rows stay in the log; a store that is out for a while must not cost anybody a row.
            ApplyLater(_known, Backoff(++_failures));
            throw;
        }

        if (_applied < _known)
        {
            ApplyLater(_known, TimeSpan.Zero);
        }
    }

    private TimeSpan Backoff(int failures) =>
        TimeSpan.FromTicks(Math.Min(BackoffMax.Ticks, options.Value.PartitionWindow.Ticks << Math.Min(failures, 16)));

    private void ApplyLater(long sequence, TimeSpan delay)
    {
        _known = Math.Max(_known, sequence);
        if (!_isWindowOpen)
        {
            _isWindowOpen = true;
            _window.Change(delay, Timeout.InfiniteTimeSpan);
        }
    }

    private async Task ApplyUntilAsync(long sequence, CancellationToken cancellationToken)
    {
        while (_applied < sequence)
        {
            IReadOnlyList<InteractionRecorded> rows = TakeWaiting();
            if (rows.Count == 0)
            {
                rows = await _reader.ReadAsync(_applied, ReadMax, cancellationToken);
            }

            if (rows.Count == 0)
            {
                throw new InvalidOperationException($"Partition {Partition} was told of row {sequence}; the log ends at {_applied}.");
            }

            await ApplyAsync(rows, cancellationToken);
        }
    }

    // The hints that follow each other without a hole from where the partition stands.
    private List<InteractionRecorded> TakeWaiting()
    {
        var rows = new List<InteractionRecorded>();
        while (rows.Count < ReadMax && _waiting.Count > 0 && _waiting.First() is var first && first.Key <= _applied + rows.Count + 1)
        {
            _waiting.Remove(first.Key);
            if (first.Key == _applied + rows.Count + 1)
            {
                rows.Add(first.Value);
                _reader.Follow(first.Value);
            }
        }

        return rows;
    }

    private async Task ApplyAsync(IReadOnlyList<InteractionRecorded> rows, CancellationToken cancellationToken)
    {
        var batch = new DeltaBatch(Partition);
        foreach (var row in rows)
        {
            batch.Add(row);
        }

        if (!await TryApplyAsync(batch, cancellationToken))
        {
            Rewind();
            return;
        }

        _applied = rows[^1].Sequence;
        if (_applied - storage.State.Checkpoint >= CheckpointRowsMax)
        {
            await CheckpointAsync(cancellationToken);
        }
    }

    private async Task<bool> TryApplyAsync(DeltaBatch batch, CancellationToken cancellationToken)
    {
        try
        {
            var isWhole = await _targets.ApplyAsync(batch, isLastAttempt: _failures >= AttemptsMax, cancellationToken);
            _failures = 0;
            return isWhole;
        }
        catch
        {
            _reader.Forget();
            throw;
        }
    }

    // Some target lost what it was told. Targets ignore the rows they have, so everybody is simply told again.
    private void Rewind()
    {
        LogRewound(Partition, _applied, storage.State.Checkpoint);
        _applied = storage.State.Checkpoint;
        _targets.Forget();
        _reader.Forget();
        _waiting.Clear();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Partition {Partition}: the stream failed; the log is read instead")]
    private partial void LogStreamFailed(int partition, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Partition {Partition}: rewound from {Applied} to {Checkpoint}")]
    private partial void LogRewound(int partition, long applied, long checkpoint);
}
