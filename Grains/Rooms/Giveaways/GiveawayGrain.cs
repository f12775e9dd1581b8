using SocialCommerce.Grains.Interfaces.Products;
using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Rooms.Giveaways;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Grains.Rooms.Giveaways;

/// <summary>
/// Asks <see cref="GiveawayRules"/>, keeps entrants in a list, one commit at a time, and tells the room. Its deadlines come
/// from a timer; after a crash from a reminder, or from whoever looks first.
/// </summary>
internal sealed class GiveawayGrain(
    [PersistentState("giveaway", StorageNames.Commerce)] IPersistentState<GiveawayState> storage,
    IListStore lists,
    IRoomLog log,
    TimeProvider clock) : Grain, IGiveawayGrain, IRemindable
{
    private const string TendReminder = "tend";

    private static readonly TimeSpan TendPeriod = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan CountPeriod = TimeSpan.FromMilliseconds(500);

    private GiveawayEntrants _entrants = null!;
    private Batcher<string> _entries = null!;
    private RoomGate _gate = null!;
    private KeywordWatch? _keyword;
    private OneShotTimer _tend = null!;
    private OneShotTimer _tell = null!;
    private bool _isDrawing;

    private string GiveawayId => this.GetPrimaryKeyString();

    private IRoomGrain Room => GrainFactory.GetGrain<IRoomGrain>(storage.State.Definition!.RoomId);

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _entrants = new GiveawayEntrants(GiveawayId);
        _entries = new Batcher<string>(CommitAsync);
        _tend = new OneShotTimer(this, TendAsync);
        _tell = new OneShotTimer(this, TellCountAsync);
        Begin();
        await foreach (var userId in lists.ReadAllAsync(ListNames.Entrants(GiveawayId), cancellationToken))
        {
            _entrants.Add([userId]);
        }

        ScheduleTending();
    }

    public async Task<GiveawayResult> OpenAsync(OpenGiveaway command, CancellationToken cancellationToken)
    {
        var isNew = storage.State.Definition is null;
        var entry = isNew ? await GrainFactory.GetGrain<IRoomGrain>(command.RoomId).EnterAsync(cancellationToken) : null;
        if (isNew && await DenyOpenAsync(command, entry, cancellationToken) is { } denied)
        {
            return new GiveawayResult(denied);
        }

        var (next, outcome) = GiveawayRules.Open(GiveawayId, storage.State, command, entry?.Sequence ?? 0, clock.GetUtcNow());
        if (outcome != EngagementOutcome.Done)
        {
            return new GiveawayResult(outcome);
        }

        if (isNew)
        {
            // Listed first: one that a crash keeps from being opened is left out by whoever reads the list.
            await lists.ApplyAsync([ListChange.Add(ListNames.RoomGiveaways(command.RoomId), GiveawayId)], cancellationToken);
            await this.RegisterOrUpdateReminder(TendReminder, TendPeriod, TendPeriod);
            await storage.SaveAsync(next, this);
            Begin();
        }

        await TendAsync(cancellationToken);
        return Answer(command.UserId);
    }

    public async Task<GiveawayResult> EnterAsync(string roomId, string userId, CancellationToken cancellationToken)
    {
        var outcome = GiveawayRules.DecideEntry(storage.State, roomId, userId, clock.GetUtcNow());
        if (outcome != EngagementOutcome.Done || _entrants.Find(userId) is not null)
        {
            return outcome == EngagementOutcome.Done ? Answer(userId) : new GiveawayResult(outcome);
        }

        if (await _gate.DenyAsync(userId) is { } denied)
        {
            return new GiveawayResult(denied);
        }

        if (await _gate.IsInChargeAsync(userId))
        {
            return new GiveawayResult(EngagementOutcome.Excluded);
        }

        if (!await IsEligibleAsync(userId, cancellationToken))
        {
            return new GiveawayResult(EngagementOutcome.NotEligible);
        }

        if (_isDrawing || storage.State.Status != GiveawayStatus.Open)
        {
            return new GiveawayResult(EngagementOutcome.Closed);
        }

        await _entries.AddAsync(userId);
        return Answer(userId);
    }

    public async Task<GiveawayResult> DrawAsync(string roomId, string userId, CancellationToken cancellationToken)
    {
        var outcome = GiveawayRules.DecideDraw(storage.State, roomId, userId);
        if (outcome != EngagementOutcome.Done)
        {
            return new GiveawayResult(outcome);
        }

        if (storage.State.Status == GiveawayStatus.Open)
        {
            await StepAsync(cancellationToken);
        }

        await TendAsync(cancellationToken);
        return Answer(userId);
    }

    public async Task<GiveawayResult> ClaimAsync(string roomId, string userId, CancellationToken cancellationToken)
    {
        await TendAsync(cancellationToken);
        var (next, outcome) = GiveawayRules.Claim(GiveawayId, storage.State, roomId, userId, clock.GetUtcNow());
        await storage.SaveAsync(next, this);
        if (outcome != EngagementOutcome.Done)
        {
            return new GiveawayResult(outcome);
        }

        await TendAsync(cancellationToken);
        return Answer(userId);
    }

    public async Task<GiveawaySummary?> GetAsync(string? viewerId, CancellationToken cancellationToken)
    {
        await TendAsync(cancellationToken);
        return Describe(viewerId);
    }

    public async Task<ProofResult> GetProofAsync(string roomId, CancellationToken cancellationToken)
    {
        await TendAsync(cancellationToken);
        return GiveawayRules.Prove(GiveawayId, storage.State, roomId, _entrants.Ids);
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        await TendAsync(CancellationToken.None);
        if (storage.State.Status is GiveawayStatus.Unknown or GiveawayStatus.Settled
            && await this.GetReminder(TendReminder) is { } reminder)
        {
            await this.UnregisterReminder(reminder);
        }
    }

    private void Begin()
    {
        if (storage.State.Definition is { } definition)
        {
            _gate = new RoomGate(GrainFactory, definition.RoomId, clock);
            _keyword = definition.Keyword is { } keyword && definition.Condition == EntryCondition.Keyword
                ? new KeywordWatch(log, definition.RoomId, keyword, storage.State.FromSequence)
                : null;
        }
    }

    private async Task<EngagementOutcome?> DenyOpenAsync(OpenGiveaway command, RoomEntry? entry, CancellationToken cancellationToken)
    {
        if (RoomGate.DenyHost(entry?.Room, command.UserId) is { } denied)
        {
            return denied;
        }

        if (entry!.Board.Giveaways.Count(giveaway => giveaway.Status == GiveawayStatus.Open) >= GiveawayRules.OpenMax)
        {
            return EngagementOutcome.TooMany;
        }

        return command.ProductId is { } productId
            && await GrainFactory.GetGrain<IProductGrain>(productId).GetCardAsync(cancellationToken) is null
                ? EngagementOutcome.UnknownProduct
                : null;
    }

    private async Task<bool> IsEligibleAsync(string userId, CancellationToken cancellationToken) => storage.State.Definition!.Condition switch
    {
        EntryCondition.Followers => await lists.ContainsAsync(
            ListNames.Followers(storage.State.Definition.UserId), userId, cancellationToken),
        EntryCondition.Keyword => await _keyword!.HasSaidAsync(userId),
        _ => true,
    };

    private async Task CommitAsync(IReadOnlyList<string> userIds)
    {
        try
        {
            // Not cancellable: what other callers wait for is in the same commit.
            await lists.ApplyAsync(
                [.. userIds.Select(userId => ListChange.Add(ListNames.Entrants(GiveawayId), userId))], CancellationToken.None);
        }
        catch
        {
            DeactivateOnIdle();
            throw;
        }

        _entrants.Add(userIds);
        _tell.Schedule(CountPeriod);
    }

    private async Task TendAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (GiveawayRules.IsDue(storage.State, clock.GetUtcNow()))
            {
                await StepAsync(cancellationToken);
            }

            if (!storage.State.Outbox.IsEmpty)
            {
                await RoomOutbox.DeliverAsync(Room, storage.State.Outbox, cancellationToken);
                await storage.SaveAsync(storage.State with { Outbox = [] }, this);
            }
        }
        finally
        {
            ScheduleTending();
        }
    }

    private async Task StepAsync(CancellationToken cancellationToken)
    {
        // Entries that are under way are in the draw, or there is none yet; no other comes in between.
        _isDrawing = true;
        try
        {
            await _entries.DrainAsync();
            var winners = await NameAsync(GiveawayRules.NextWinners(storage.State, _entrants.Ids), cancellationToken);
            var now = clock.GetUtcNow();
            await storage.SaveAsync(
                storage.State.Status == GiveawayStatus.Open
                    ? GiveawayRules.Draw(GiveawayId, storage.State, _entrants.Ids, winners, now)
                    : GiveawayRules.EndRound(GiveawayId, storage.State, winners, now),
                this);
        }
        finally
        {
            _isDrawing = false;
        }
    }

    private async Task<ImmutableArray<DrawnWinner>> NameAsync(ImmutableArray<string> entrantIds, CancellationToken cancellationToken) =>
        [.. await Task.WhenAll(entrantIds.Select(async entrantId =>
        {
            var userId = _entrants.UserOf(entrantId);
            var profile = await GrainFactory.GetGrain<IUserGrain>(userId).GetProfileAsync(cancellationToken);
            return new DrawnWinner(entrantId, userId, profile?.DisplayName ?? "", Round: 0);
        }))];

    private void ScheduleTending()
    {
        var wait = storage.State.Outbox.IsEmpty
            ? GiveawayRules.NextStepAt(storage.State) - clock.GetUtcNow()
            : CountPeriod;
        if (wait is { } delay)
        {
            _tend.Reschedule(delay > TimeSpan.Zero ? delay : TimeSpan.Zero);
        }
    }

    private Task TellCountAsync(CancellationToken cancellationToken) => storage.State.Status == GiveawayStatus.Open
        ? Room.ShowCountsAsync(new RoomCounts([], [new GiveawayCount(GiveawayId, _entrants.Count)]), cancellationToken)
        : Task.CompletedTask;

    private GiveawayResult Answer(string userId) => new(EngagementOutcome.Done, Describe(userId));

    private GiveawaySummary? Describe(string? viewerId) =>
        GiveawayRules.Describe(GiveawayId, storage.State, _entrants.Count) is { } giveaway
            ? new GiveawaySummary(storage.State.Definition!.RoomId, giveaway, _entrants.Find(viewerId))
            : null;
}
