using Microsoft.Extensions.Options;
using SocialCommerce.Grains.Interfaces.Products;
using SocialCommerce.Grains.Interfaces.Recommendations;
using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Recommendations;

namespace SocialCommerce.Grains.Rooms;

/// <summary>
/// A live room: <see cref="RoomRules"/> decides, <see cref="RoomSequencer"/> puts events into the log and releases them in
/// order, <see cref="RoomFeed"/> remembers, <see cref="RoomAudience"/> tells.
/// </summary>
internal sealed class RoomGrain(
    [PersistentState("room", StorageNames.Commerce)] IPersistentState<RoomState> storage,
    IRoomLog log,
    IListStore lists,
    IOptions<RecommendationOptions> options,
    TimeProvider clock,
    ILogger<RoomGrain> logger) : Grain, IRoomGrain
{
    private static readonly TimeSpan PulsePeriod = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan SavePeriod = TimeSpan.FromSeconds(1);

    private readonly RoomFeed _feed = new();
    private RoomComments _comments = null!;
    private RoomAudience _audience = null!;
    private RoomReactions _reactions = null!;
    private RoomSequencer _sequencer = null!;
    private RoomHot _hot = null!;
    private OneShotTimer _pulse = null!;
    private RoomState _state = null!;
    private bool _isSaved = true;

    private string RoomId => this.GetPrimaryKeyString();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _state = storage.State;
        foreach (var roomEvent in await RoomHistory.ReadAsync(log, RoomId, _state.Sequence, cancellationToken))
        {
            _feed.Add(roomEvent);
            _state = roomEvent.Sequence > _state.Sequence ? RoomRules.Apply(_state, roomEvent) : _state;
        }

        _comments = new RoomComments(_feed, AppendAsync, clock);
        _audience = new RoomAudience(RoomId, clock, logger);
        _reactions = new RoomReactions(storage.State);
        _sequencer = new RoomSequencer(log, RoomId, _feed.Sequence, Release);
        _hot = new RoomHot(storage.State.Hot, options.Value.RoomHalfLife);
        _pulse = new OneShotTimer(this, SendPulseAsync);
        this.RegisterGrainTimer(SaveAsync, new GrainTimerCreationOptions(SavePeriod, SavePeriod));
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        _hot is null || _sequencer.IsBroken ? Task.CompletedTask : SaveAsync(cancellationToken);

    public async Task<RoomResult> CreateAsync(CreateRoom command, CancellationToken cancellationToken)
    {
        var (next, outcome, errors) = RoomRules.Create(_state, command);
        if (outcome != RoomOutcome.Done)
        {
            return Answer(outcome, errors);
        }

        var cards = await ProductCards.GetAsync(GrainFactory, next.ProductIds, cancellationToken);
        if (cards.Count < next.ProductIds.Length)
        {
            return Answer(RoomOutcome.UnknownProduct, []);
        }

        // A repeated command finds the room as it is by now, and that is not all in the state: hot products and reactions
        // are written with the snapshot.
        if (!ReferenceEquals(next, _state))
        {
            await storage.SaveAsync(next, this);
            _state = next;
        }

        await lists.ApplyAsync([ListChange.Add(ListNames.Rooms, RoomId)], cancellationToken);
        await AttachAsync(next.ProductIds, cancellationToken);
        return Answer(RoomOutcome.Done, []);
    }

    public Task<RoomSummary?> GetAsync(CancellationToken cancellationToken) => Task.FromResult(Describe());

    public async Task<RoomResult> ChangeStatusAsync(ChangeRoomStatus command, CancellationToken cancellationToken)
    {
        var outcome = RoomRules.DecideStatus(_state, command);
        if (outcome == RoomOutcome.Done)
        {
            await AppendAsync(sequence =>
                new RoomEvent(sequence, RoomEventType.RoomState, clock.GetUtcNow(), Status: command.Status));
        }

        return Answer(outcome, []);
    }

    public async Task<RoomResult> PinAsync(PinProduct command, CancellationToken cancellationToken)
    {
        var outcome = RoomRules.DecidePin(_state, command);
        if (outcome != RoomOutcome.Done)
        {
            return Answer(outcome, []);
        }

        var product = GrainFactory.GetGrain<IProductGrain>(command.ProductId);
        if (await product.GetCardAsync(cancellationToken) is not { } card)
        {
            return Answer(RoomOutcome.UnknownProduct, []);
        }

        await product.AttachRoomAsync(RoomId, cancellationToken);
        var pin = new PinnedProduct(card.ProductId, card.Title, card.Price, card.ImageUrl, clock.GetUtcNow());
        await AppendAsync(sequence => new RoomEvent(sequence, RoomEventType.ProductPinned, pin.PinnedAt, Pin: pin));
        return Answer(RoomOutcome.Done, []);
    }

    public async Task<RoomResult> UnpinAsync(PinProduct command, CancellationToken cancellationToken)
    {
        var outcome = RoomRules.DecideUnpin(_state, command);
        if (outcome == RoomOutcome.Done)
        {
            await AppendAsync(sequence => new RoomEvent(
                sequence, RoomEventType.ProductUnpinned, clock.GetUtcNow(), ProductId: command.ProductId));
        }

        return Answer(outcome, []);
    }

    public Task<CommentResult> SendCommentAsync(SendComment command, CancellationToken cancellationToken) =>
        _comments.SendAsync(_state, command);

    public async Task<RoomResult> RemoveCommentAsync(RemoveComment command, CancellationToken cancellationToken)
    {
        var outcome = RoomRules.DecideRemoval(_state, command);
        if (outcome == RoomOutcome.Done && _feed.HasComment(command.CommentId))
        {
            await AppendAsync(sequence => new RoomEvent(
                sequence, RoomEventType.CommentRemoved, clock.GetUtcNow(), CommentId: command.CommentId));
        }

        return Answer(outcome, []);
    }

    public Task<ReactionResult> ReactAsync(SendReactions command, CancellationToken cancellationToken)
    {
        var outcome = RoomRules.DecideReactions(_state, command);
        if (outcome == RoomOutcome.Done)
        {
            _reactions.Count(command);
            SchedulePulse();
        }

        return Task.FromResult(new ReactionResult(outcome));
    }

    public Task<RoomEntry?> EnterAsync(CancellationToken cancellationToken) => Task.FromResult(Describe() is { } room
        ? new RoomEntry(_state.Epoch, _feed.Sequence, room, _feed.Comments, _reactions.Totals)
        : null);

    public Task<RoomEvents?> ResumeAsync(ResumeRoom command, CancellationToken cancellationToken)
    {
        var isKnown = _state.Title is not null && command.Epoch == _state.Epoch;
        return Task.FromResult(isKnown && _feed.After(command.Sequence) is { } events
            ? new RoomEvents(RoomId, _state.Epoch, events)
            : null);
    }

    public Task<RoomPosition?> SubscribeAsync(
        RoomSubscription subscription, IRoomObserver observer, CancellationToken cancellationToken)
    {
        if (_state.Title is null)
        {
            return Task.FromResult<RoomPosition?>(null);
        }

        if (_audience.Subscribe(subscription, observer))
        {
            SchedulePulse();
        }

        return Task.FromResult<RoomPosition?>(new RoomPosition(_state.Epoch, _feed.Sequence));
    }

    public Task UnsubscribeAsync(string relayId, CancellationToken cancellationToken)
    {
        if (_audience.Unsubscribe(relayId))
        {
            SchedulePulse();
        }

        return Task.CompletedTask;
    }

    public Task StockChangedAsync(string productId, int stock, CancellationToken cancellationToken) =>
        RoomRules.IsOpen(_state.Status)
            ? AppendAsync(sequence => new RoomEvent(
                sequence, RoomEventType.StockChanged, clock.GetUtcNow(), ProductId: productId, Stock: stock))
            : Task.CompletedTask;

    public Task<ImmutableArray<TrendEntry>> GetHotAsync(int limit, CancellationToken cancellationToken) =>
        Task.FromResult(_hot.Top(limit, clock.GetUtcNow()));

    public Task<bool> ApplyAsync(TrendDelta delta, CancellationToken cancellationToken)
    {
        if (_state.Title is null || _state.Status == RoomStatus.Rehearsal)
        {
            return Task.FromResult(true);
        }

        var (isWhole, hasChanged) = _hot.Apply(delta, clock.GetUtcNow());
        if (hasChanged)
        {
            _audience.SendHint(observer => observer.OnHotChangedAsync(RoomId));
        }

        return Task.FromResult(isWhole);
    }

    public async Task<long> FlushAsync(int partition, CancellationToken cancellationToken)
    {
        await SaveAsync(cancellationToken);
        return _state.Title is null || _state.Status == RoomStatus.Rehearsal ? long.MaxValue : _hot.Applied(partition);
    }

    private async Task AttachAsync(ImmutableArray<string> productIds, CancellationToken cancellationToken) =>
        await Task.WhenAll(productIds.Select(
            id => GrainFactory.GetGrain<IProductGrain>(id).AttachRoomAsync(RoomId, cancellationToken)));

    private async Task<RoomEvent> AppendAsync(Func<long, RoomEvent> create)
    {
        try
        {
            return await _sequencer.AppendAsync(create);
        }
        catch
        {
            DeactivateOnIdle();
            throw;
        }
    }

    private void Release(RoomEvent roomEvent)
    {
        _state = RoomRules.Apply(_state, roomEvent);
        _feed.Add(roomEvent);
        _isSaved = false;
        _audience.Send(_state.Epoch, roomEvent);
    }

    private void SchedulePulse()
    {
        if (!_audience.IsEmpty)
        {
            _pulse.Schedule(PulsePeriod);
        }
    }

    private Task SendPulseAsync(CancellationToken cancellationToken)
    {
        var pulse = new RoomPulse(RoomId, _audience.Viewers, _reactions.Totals);
        _audience.SendHint(observer => observer.OnPulseAsync(pulse));
        return Task.CompletedTask;
    }

    // Everything here is derived from a log or may lose a second; what must not be lost was appended before it was told.
    private async Task SaveAsync(CancellationToken cancellationToken)
    {
        if (_audience.DropExpired())
        {
            SchedulePulse();
        }

        if (_state.Title is null || (_isSaved && !_reactions.IsDirty && !_hot.IsDirty))
        {
            return;
        }

        _isSaved = true;
        var next = _reactions.Export(_state) with { Hot = _hot.Export() };
        await storage.SaveAsync(next, this);
    }

    private RoomResult Answer(RoomOutcome outcome, ImmutableArray<FieldError> errors) => new(outcome, Describe(), errors);

    private RoomSummary? Describe() => _state.Title is null
        ? null
        : new RoomSummary(
            RoomId, _state.Title, _state.HostId!, _state.HostName!, _state.Status, _audience.Viewers, _state.ProductIds,
            _state.Pins, _state.PlaybackUrl, _state.CreatedAt, _state.StartedAt, _state.EndedAt, _state.Version);
}
