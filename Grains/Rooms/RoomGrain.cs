using Microsoft.Extensions.Options;
using SocialCommerce.Grains.Interfaces.Products;
using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Recommendations;
using SocialCommerce.Grains.Rooms.Replay;
using SocialCommerce.Grains.Rooms.Video;
using SocialCommerce.Grains.Search;

namespace SocialCommerce.Grains.Rooms;

/// <summary>
/// A live room: <see cref="RoomRules"/> decides, <see cref="RoomSequencer"/> puts events into the log and releases them in
/// order, <see cref="RoomFeed"/> remembers, <see cref="RoomAudience"/> tells.
/// </summary>
internal sealed partial class RoomGrain(
    [PersistentState("room", StorageNames.Commerce)] IPersistentState<RoomState> storage,
    [PersistentState("policy", StorageNames.Commerce)] IPersistentState<RoomPolicyState> policyStorage,
    IRoomLog log,
    IRoomTrack track,
    IListStore lists,
    SearchTelling search,
    IOptions<RecommendationOptions> options,
    IOptions<ModerationOptions> moderation,
    TimeProvider clock,
    ILogger<RoomGrain> logger) : Grain, IRoomGrain
{
    private static readonly TimeSpan PulsePeriod = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan SavePeriod = TimeSpan.FromSeconds(1);

    private readonly RoomFeed _feed = new();
    private readonly CommentGate _gate = new(moderation.Value.ListRules());
    private RoomComments _comments = null!;
    private RoomAnnouncements _announcements = null!;
    private RoomAudience _audience = null!;
    private RoomReactions _reactions = null!;
    private RoomSequencer _sequencer = null!;
    private RoomHot _hot = null!;
    private OneShotTimer _pulse = null!;
    private RoomState _state = null!;
    private bool _isSaved = true;

    /// <summary>The room's id, or that of the room that is rehearsed here with the number of the rehearsal.</summary>
    private string Key => this.GetPrimaryKeyString();

    private string RoomId => RoomKeys.RoomOf(Key);

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _state = storage.State;
        foreach (var roomEvent in await RoomHistory.ReadAsync(log, Key, _state.Sequence, cancellationToken))
        {
            _feed.Add(roomEvent);
            _gate.Remember(roomEvent);
            _state = roomEvent.Sequence > _state.Sequence ? RoomRules.Apply(_state, roomEvent) : _state;
        }

        _gate.Use(policyStorage.State.Policy);
        _comments = new RoomComments(_feed, _gate, AppendAsync, clock);
        _announcements = new RoomAnnouncements(AppendAsync, clock);
        _audience = new RoomAudience(RoomId, clock, logger);
        _reactions = new RoomReactions(storage.State);
        _sequencer = new RoomSequencer(log, Key, _feed.Sequence, Release);
        _hot = new RoomHot(storage.State.Hot, options.Value.RoomHalfLife);
        _pulse = new OneShotTimer(this, SendPulseAsync);
        _saveSoon = new OneShotTimer(this, SaveAsync);
        _recorder = new RoomRecorder(clock);
        _clearing = new OneShotTimer(this, ClearRehearsalsAsync);
        if (RoomLifecycle.Remains(_state).Any())
        {
            _clearing.Schedule(TimeSpan.Zero);
        }

        this.RegisterGrainTimer(SampleAsync, new GrainTimerCreationOptions(RoomRecorder.SamplePeriod, RoomRecorder.SamplePeriod));
        this.RegisterGrainTimer(SaveAsync, new GrainTimerCreationOptions(SavePeriod, SavePeriod));
        this.RegisterGrainTimer(CheckPricesAsync, new GrainTimerCreationOptions(PriceCheckPeriod, PriceCheckPeriod));
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_hot is null || _sequencer.IsBroken)
        {
            return;
        }

        await SaveAsync(cancellationToken);
        await RecordAsync(cancellationToken);
    }

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

        await lists.ApplyAsync(
            [ListChange.Add(ListNames.Rooms, RoomId), ListChange.Add(ListNames.RoomsOf(next.HostId!), RoomId)], cancellationToken);
        await AttachAsync(next.ProductIds, cancellationToken);
        TellSearch();
        return Answer(RoomOutcome.Done, []);
    }

    public Task<AnnounceResult> AnnounceAsync(RoomAnnouncement announcement, CancellationToken cancellationToken) =>
        Rehearsal?.AnnounceAsync(announcement, cancellationToken) ?? _announcements.AnnounceAsync(_state, announcement);

    public Task<RoomSummary?> GetAsync(CancellationToken cancellationToken) => Task.FromResult(Describe());

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
        var board = _state.Board;
        _state = RoomRules.Apply(_state, roomEvent);
        _feed.Add(roomEvent);
        _isSaved = false;
        _recorder.Follow(_state, roomEvent, _audience.Viewers, _reactions.Totals);
        _audience.Send(_state.Epoch, roomEvent);
        if (roomEvent.Type == RoomEventType.RoomState)
        {
            TellSearch();
        }

        if (roomEvent is { Type: RoomEventType.RoomState, Status: RoomStatus.Ended })
        {
            EndSelling(board);
        }
    }

    // A rehearsal is nobody's to find.
    private void TellSearch()
    {
        if (!RoomKeys.IsRehearsal(Key) && Describe() is { } room)
        {
            search.Tell(SearchEntries.Of(room));
        }
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
        await SaveReactionsAsync(() => storage.SaveAsync(next, this));
    }

    private RoomResult Answer(RoomOutcome outcome, ImmutableArray<FieldError> errors) => new(outcome, Describe(), errors);

    private RoomSummary? Describe() => _state.Title is null
        ? null
        : new RoomSummary(
            RoomId, _state.Title, _state.HostId!, _state.HostName!, _state.Status, _audience.Viewers, _state.ProductIds,
            _state.Pins, _state.PlaybackUrl, _state.CreatedAt, _state.StartedAt, _state.EndedAt, _state.Version,
            _state.StartsAt, _state.IsRehearsing, VideoRules.VideoOf(_state),
            _state.Recording);
}
