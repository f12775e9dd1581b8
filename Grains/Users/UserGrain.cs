using SocialCommerce.Algorithms.Recommendation;
using SocialCommerce.Grains.Interactions;
using SocialCommerce.Grains.Interfaces.Interactions;
using SocialCommerce.Grains.Interfaces.Recommendations;
using SocialCommerce.Grains.Interfaces.Users;
using SocialCommerce.Grains.Recommendations;
using SocialCommerce.Grains.Social;

namespace SocialCommerce.Grains.Users;

/// <summary>
/// A user. Interactions go to the log first; <see cref="UserTaste"/> follows the log, <see cref="FollowGraph"/> knows the
/// people followed, <see cref="SuggestionComposer"/> makes the lists, <see cref="SuggestionPush"/> pushes them.
/// </summary>
internal sealed partial class UserGrain(
    [PersistentState("user", StorageNames.Commerce)] IPersistentState<UserState> storage,
    UserDirectory directory,
    InteractionRecorder recorder,
    TasteLoader tastes,
    FollowGraph graph,
    BlockGraph blocks,
    SuggestionFeedback feedback,
    SuggestionComposer composer,
    SuggestionPushFactory pushes,
    FriendActivities activities,
    TimeProvider clock) : Grain, IUserGrain
{
    private const int UnsavedMax = 64;

    private UserTaste _taste = null!;
    private UserProfile? _profile;
    private FollowNeighbourhood _neighbourhood = null!;
    private SuggestionSubject _subject = null!;
    private SuggestionPush _push = null!;
    private long _savedOffset;
    private int _unsaved;

    private string UserId => this.GetPrimaryKeyString();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _profile = UserProfiles.Describe(UserId, storage.State);
        _neighbourhood = await graph.LoadAsync(UserId, cancellationToken);
        _taste = await tastes.LoadAsync(UserId, storage.State.Taste, cancellationToken);
        _savedOffset = storage.State.Taste?.Offset ?? 0;
        _subject = new SuggestionSubject(
            UserId, _taste, _neighbourhood, await blocks.LoadAsync(UserId, cancellationToken),
            new ImpressionMemory(storage.State.Shown))
        {
            Edits = TasteEdits.Of(storage.State.RemovedInterests),
            IsPersonalised = !storage.State.IsNotPersonalised,
            ForgottenUpTo = storage.State.ForgottenUpTo,
        };
        _push = pushes.Create(this, UserId, ComposeAsync, _neighbourhood);
        await ListAsync(cancellationToken);
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        // Not needed for truth, only to have less of the log to read the next time, and to know what was shown.
        if (_taste is not null && (_taste.Offset > _savedOffset || _subject.Impressions.IsDirty))
        {
            await SaveTasteAsync();
        }
    }

    public async Task<UserProfile> CreateAsync(CreateUser command, CancellationToken cancellationToken)
    {
        await storage.SaveAsync(UserProfiles.Create(storage.State, command), this);
        _profile = UserProfiles.Describe(UserId, storage.State);
        await ListAsync(cancellationToken);
        return _profile!;
    }

    public Task<UserProfile?> GetProfileAsync(CancellationToken cancellationToken) => Task.FromResult(_profile);

    public async Task<RecordResult> RecordAsync(RecordInteractions command, CancellationToken cancellationToken)
    {
        var vector = QuantisedVector.Pack(_taste.Vector.Span);
        var recording = await AppendAsync(command, vector, cancellationToken);
        var recorded = recording.ApplyTo(UserId, _taste, vector);
        feedback.Acted(_subject.Impressions, recorded);
        await recorder.PublishAsync(this.GetStreamProvider(Partitions.StreamProvider), recorded);
        if (!recorded.IsEmpty)
        {
            _push.Moved();
            _neighbourhood.TellWatchers();
            await SaveTasteWhenDueAsync(recorded.Length);
        }

        return recording.Answer();
    }

    public Task<SuggestionList> GetSuggestionsAsync(SuggestionRequest request, CancellationToken cancellationToken) =>
        composer.ComposeAsync(_subject, request, cancellationToken);

    public Task<ImmutableArray<RecentItem>> GetRecentAsync(int limit, CancellationToken cancellationToken) =>
        Task.FromResult(ToldActs.Mark(
            _taste.ListRecent(limit), _taste.Deeds, storage.State.IsInvisible, storage.State.SharesPurchases));

    public Task<TasteGlance> GetTasteAsync(CancellationToken cancellationToken) =>
        Task.FromResult((_subject.IsPersonalised ? _taste : new UserTaste()).Glance());

    public Task UnsubscribeAsync(string relayId, CancellationToken cancellationToken)
    {
        _push.Unsubscribe(relayId);
        return Task.CompletedTask;
    }

    public Task AddWatcherAsync(string followerId, CancellationToken cancellationToken)
    {
        _neighbourhood.AddWatcher(followerId);
        return Task.CompletedTask;
    }

    public Task TouchAsync(CancellationToken cancellationToken)
    {
        _push.Moved();
        return Task.CompletedTask;
    }

    public Task NotifyAsync(UserNotice notice, CancellationToken cancellationToken)
    {
        _push.Tell(observer => observer.OnNoticeAsync(UserId, notice));
        return Task.CompletedTask;
    }

    // What is noted here is saved with the next change; until then it is done again, which changes nothing.
    private async Task ListAsync(CancellationToken cancellationToken)
    {
        if (_profile is { } profile && !storage.State.IsListed)
        {
            await directory.AddAsync(profile, cancellationToken);
            storage.State = storage.State with { IsListed = true };
        }
    }

    private async Task<Recording> AppendAsync(
        RecordInteractions command, ImmutableArray<byte> vector, CancellationToken cancellationToken)
    {
        try
        {
            return await recorder.AppendAsync(UserId, command, vector, cancellationToken);
        }
        catch
        {
            // Rows may be in the log that the taste does not know of. The next activation reads them.
            DeactivateOnIdle();
            throw;
        }
    }

    private Task<SuggestionList> ComposeAsync(SuggestionRequest request) =>
        composer.ComposeAsync(_subject, request, CancellationToken.None);

    private async Task SaveTasteWhenDueAsync(int rows)
    {
        _unsaved += rows;
        if (_unsaved >= UnsavedMax)
        {
            await SaveTasteAsync();
        }
    }

    private async Task SaveTasteAsync()
    {
        await storage.SaveAsync(
            storage.State with { Taste = _taste.Export(), Shown = _subject.Impressions.Export() }, this);
        _savedOffset = _taste.Offset;
        _unsaved = 0;
    }
}
