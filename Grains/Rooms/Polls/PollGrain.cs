using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Rooms.Polls;

namespace SocialCommerce.Grains.Rooms.Polls;

/// <summary>
/// Asks <see cref="PollRules"/>, keeps the votes in lists, one commit at a time, and tells the room. The deadline comes
/// from a timer; after a crash from a reminder, or from whoever looks first.
/// </summary>
internal sealed class PollGrain(
    [PersistentState("poll", StorageNames.Commerce)] IPersistentState<PollState> storage,
    IListStore lists,
    TimeProvider clock) : Grain, IPollGrain, IRemindable
{
    private const string TendReminder = "tend";

    private static readonly TimeSpan TendPeriod = TimeSpan.FromMinutes(1);

    /// <summary>At most two tallies a second leave a poll.</summary>
    private static readonly TimeSpan TallyPeriod = TimeSpan.FromMilliseconds(500);

    private PollVotes _votes = null!;
    private Batcher<Ballot> _ballots = null!;
    private RoomGate _gate = null!;
    private OneShotTimer _tend = null!;
    private OneShotTimer _tell = null!;
    private bool _isClosing;

    /// <summary>False for a poll that was closed before this activation: its tally is known, its votes stay in the store.</summary>
    private bool _isLoaded;

    private string PollId => this.GetPrimaryKeyString();

    private IRoomGrain Room => GrainFactory.GetGrain<IRoomGrain>(storage.State.RoomId);

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _ballots = new Batcher<Ballot>(CommitAsync);
        _tend = new OneShotTimer(this, TendAsync);
        _tell = new OneShotTimer(this, TellTallyAsync);
        await LoadAsync(cancellationToken);
        ScheduleTending();
    }

    public async Task<PollResult> OpenAsync(OpenPoll command, CancellationToken cancellationToken)
    {
        var (next, outcome) = PollRules.Open(PollId, storage.State, command, clock.GetUtcNow());
        if (outcome != EngagementOutcome.Done)
        {
            return new PollResult(outcome);
        }

        if (storage.State.Question is null)
        {
            if (await DenyOpenAsync(command, cancellationToken) is { } denied)
            {
                return new PollResult(denied);
            }

            // Listed first: a poll that a crash keeps from being opened is left out by whoever reads the list.
            await lists.ApplyAsync([ListChange.Add(ListNames.RoomPolls(command.RoomId), PollId)], cancellationToken);
            await this.RegisterOrUpdateReminder(TendReminder, TendPeriod, TendPeriod);
            await storage.SaveAsync(next, this);
            await LoadAsync(cancellationToken);
        }

        await DeliverAsync(cancellationToken);
        ScheduleTending();
        return new PollResult(EngagementOutcome.Done, Describe(command.UserId));
    }

    public async Task<PollResult> VoteAsync(CastVote command, CancellationToken cancellationToken)
    {
        var outcome = PollRules.DecideVote(storage.State, command, clock.GetUtcNow());
        if (outcome == EngagementOutcome.Done)
        {
            outcome = await _gate.DenyAsync(command.UserId) ?? outcome;
        }

        if (outcome == EngagementOutcome.Done && (_isClosing || storage.State.ClosedAt is not null))
        {
            outcome = EngagementOutcome.Closed;
        }

        if (outcome != EngagementOutcome.Done)
        {
            return new PollResult(outcome);
        }

        await _ballots.AddAsync(new Ballot(command.UserId, command.Option));
        return new PollResult(EngagementOutcome.Done, Describe(command.UserId));
    }

    public async Task<PollResult> CloseAsync(string roomId, string userId, CancellationToken cancellationToken)
    {
        var outcome = PollRules.DecideClose(storage.State, roomId, userId);
        if (outcome != EngagementOutcome.Done)
        {
            return new PollResult(outcome);
        }

        await CloseNowAsync();
        await DeliverAsync(cancellationToken);
        return new PollResult(EngagementOutcome.Done, await GetAsync(userId, cancellationToken));
    }

    public async Task<PollSummary?> GetAsync(string? viewerId, CancellationToken cancellationToken)
    {
        if (PollRules.IsDue(storage.State, clock.GetUtcNow()))
        {
            await TendAsync(cancellationToken);
        }

        return PollRules.Describe(PollId, storage.State, _votes.Tally, await FindVoteAsync(viewerId, cancellationToken));
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        // A poll without a time of its own ends with its room.
        if (storage.State is { Question: not null, ClosedAt: null }
            && await Room.GetAsync() is not { Status: RoomStatus.Live or RoomStatus.Paused })
        {
            await CloseNowAsync();
        }

        await TendAsync(CancellationToken.None);
        if (storage.State is { Question: not null, ClosedAt: null })
        {
            _tell.Schedule(TallyPeriod);
        }
        else if (await this.GetReminder(TendReminder) is { } reminder)
        {
            await this.UnregisterReminder(reminder);
        }
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        _gate = new RoomGate(GrainFactory, storage.State.RoomId, clock);
        _votes = new PollVotes(PollId, storage.State.Options.Length);
        _isLoaded = storage.State.ClosedAt is null;
        for (var option = 0; _isLoaded && option < storage.State.Options.Length; option++)
        {
            await foreach (var userId in lists.ReadAllAsync(ListNames.PollVotes(PollId, option), cancellationToken))
            {
                _votes.Count([new Ballot(userId, option)]);
            }
        }
    }

    private async Task<EngagementOutcome?> DenyOpenAsync(OpenPoll command, CancellationToken cancellationToken)
    {
        var entry = await GrainFactory.GetGrain<IRoomGrain>(command.RoomId).EnterAsync(cancellationToken);
        return RoomGate.DenyHost(entry?.Room, command.UserId)
            ?? (entry!.Board.Polls.Count(poll => poll.ClosedAt is null) >= PollRules.OpenMax ? EngagementOutcome.TooMany : null);
    }

    private async Task CommitAsync(IReadOnlyList<Ballot> ballots)
    {
        var changes = _votes.Plan(ballots);
        if (changes.IsEmpty)
        {
            return;
        }

        try
        {
            // Not cancellable: what other callers wait for is in the same commit.
            await lists.ApplyAsync(changes, CancellationToken.None);
        }
        catch
        {
            DeactivateOnIdle();
            throw;
        }

        _votes.Count(ballots);
        _tell.Schedule(TallyPeriod);
    }

    private async Task CloseNowAsync()
    {
        // Votes that are under way are answered and counted, or the poll stays open; no other comes in between.
        _isClosing = true;
        try
        {
            await _ballots.DrainAsync();
            await storage.SaveAsync(PollRules.Close(PollId, storage.State, _votes.Tally, clock.GetUtcNow()), this);
        }
        finally
        {
            _isClosing = false;
        }
    }

    private async Task TendAsync(CancellationToken cancellationToken)
    {
        if (PollRules.IsDue(storage.State, clock.GetUtcNow()))
        {
            await CloseNowAsync();
        }

        try
        {
            await DeliverAsync(cancellationToken);
        }
        finally
        {
            ScheduleTending();
        }
    }

    private async Task<int?> FindVoteAsync(string? userId, CancellationToken cancellationToken)
    {
        if (userId is null || _isLoaded)
        {
            return userId is null ? null : _votes.Find(userId);
        }

        for (var option = 0; option < storage.State.Options.Length; option++)
        {
            if (await lists.ContainsAsync(ListNames.PollVotes(PollId, option), userId, cancellationToken))
            {
                return option;
            }
        }

        return null;
    }

    private async Task DeliverAsync(CancellationToken cancellationToken)
    {
        if (storage.State.Outbox.IsEmpty)
        {
            return;
        }

        await RoomOutbox.DeliverAsync(Room, storage.State.Outbox, cancellationToken);
        await storage.SaveAsync(storage.State with { Outbox = [] }, this);
    }

    private void ScheduleTending()
    {
        if (!storage.State.Outbox.IsEmpty)
        {
            _tend.Reschedule(TallyPeriod);
        }
        else if (storage.State is { Question: not null, ClosedAt: null, ClosesAt: { } closesAt })
        {
            var wait = closesAt - clock.GetUtcNow();
            _tend.Reschedule(wait > TimeSpan.Zero ? wait : TimeSpan.Zero);
        }
    }

    private Task TellTallyAsync(CancellationToken cancellationToken) => storage.State.ClosedAt is null
        ? Room.ShowCountsAsync(new RoomCounts([new PollTally(PollId, _votes.Tally)], []), cancellationToken)
        : Task.CompletedTask;

    private PollSummary? Describe(string userId) =>
        PollRules.Describe(PollId, storage.State, _votes.Tally, _votes.Find(userId));
}
