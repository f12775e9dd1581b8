using Microsoft.Extensions.Options;
using SocialCommerce.Grains.Interfaces.Recommendations;
using SocialCommerce.Grains.Interfaces.Users;
using SocialCommerce.Grains.Social;
using StableHash = SocialCommerce.Algorithms.Text.StableHash;

namespace SocialCommerce.Grains.Recommendations;

/// <summary>
/// Pushes a user's suggestions to the Api processes that the user is connected to, when they changed, at most once per
/// delay however much moves.
/// </summary>
internal sealed partial class SuggestionPush
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private readonly Dictionary<string, Subscriber> _subscribers = new(StringComparer.Ordinal);
    private readonly string _userId;
    private readonly Func<SuggestionRequest, Task<SuggestionList>> _compose;
    private readonly FollowNeighbourhood _neighbourhood;
    private readonly TimeSpan _delay;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly OneShotTimer _timer;

    public SuggestionPush(
        IGrainBase grain,
        string userId,
        Func<SuggestionRequest, Task<SuggestionList>> compose,
        FollowNeighbourhood neighbourhood,
        TimeSpan delay,
        TimeProvider clock,
        ILogger logger)
    {
        _userId = userId;
        _compose = compose;
        _neighbourhood = neighbourhood;
        _delay = delay;
        _clock = clock;
        _logger = logger;
        _timer = new OneShotTimer(grain, PushAsync);
    }

    public void Subscribe(UserSubscription subscription, IUserObserver observer)
    {
        var isSame = _subscribers.TryGetValue(subscription.RelayId, out var known) && known.RoomId == subscription.RoomId;
        _subscribers[subscription.RelayId] = new Subscriber(
            observer, subscription.RoomId, _clock.GetUtcNow() + Lease, isSame ? known!.Shown : null);
        _neighbourhood.WatchFriends();
        if (!isSame)
        {
            Moved();
        }
    }

    public void Unsubscribe(string relayId) => _subscribers.Remove(relayId);

    /// <summary>Something moved: look again when the delay is over.</summary>
    public void Moved()
    {
        if (_subscribers.Count > 0)
        {
            _timer.Schedule(_delay);
        }
    }

    /// <summary>Tells every process at once.</summary>
    public void Tell(Func<IUserObserver, Task> send)
    {
        DropExpired();
        foreach (var subscriber in _subscribers.Values)
        {
            SendAsync(() => send(subscriber.Observer)).Forget();
        }
    }

    private async Task PushAsync(CancellationToken cancellationToken)
    {
        DropExpired();
        foreach (var room in _subscribers.Values.GroupBy(subscriber => subscriber.RoomId).ToList())
        {
            var suggestions = await _compose(Request(room.Key));
            foreach (var subscriber in room)
            {
                Send(subscriber, suggestions);
            }
        }
    }

    /// <summary>What is pushed; the impression is named by its user and time, so that it can be made again.</summary>
    private SuggestionRequest Request(string? roomId) => new(
        $"i_{StableHash.Of(_userId):x16}{_clock.GetUtcNow().UtcTicks:x16}", SuggestionLimits.LimitDefault, roomId, []);

    private void Send(Subscriber subscriber, SuggestionList suggestions)
    {
        ImmutableArray<string> shown = [.. suggestions.Items.Select(item => item.ProductId)];
        if (subscriber.Shown is null || !subscriber.Shown.Value.SequenceEqual(shown))
        {
            subscriber.Shown = shown;
            SendAsync(() => subscriber.Observer.OnSuggestionsChangedAsync(_userId, suggestions)).Forget();
        }
    }

    private async Task SendAsync(Func<Task> send)
    {
        try
        {
            await send();
        }
#pragma warning disable CA1031 // A process that is gone stops renewing its lease; nothing else is to be done here.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogPushFailed(_logger, _userId, exception);
        }
    }

    private void DropExpired()
    {
        var now = _clock.GetUtcNow();
        foreach (var relayId in _subscribers.Where(entry => entry.Value.ExpiresAt <= now).Select(entry => entry.Key).ToList())
        {
            _subscribers.Remove(relayId);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "User {UserId}: a process was not told")]
    private static partial void LogPushFailed(ILogger logger, string userId, Exception exception);

    private sealed class Subscriber(
        IUserObserver observer, string? roomId, DateTimeOffset expiresAt, ImmutableArray<string>? shown)
    {
        public IUserObserver Observer => observer;

        public string? RoomId => roomId;

        public DateTimeOffset ExpiresAt => expiresAt;

        /// <summary>What was pushed last.</summary>
        public ImmutableArray<string>? Shown { get; set; } = shown;
    }
}

/// <summary>Gives each user its push with the settings of the silo.</summary>
internal sealed class SuggestionPushFactory(
    IOptions<RecommendationOptions> options, TimeProvider clock, ILogger<SuggestionPush> logger)
{
    public SuggestionPush Create(
        IGrainBase grain, string userId, Func<SuggestionRequest, Task<SuggestionList>> compose, FollowNeighbourhood neighbourhood) =>
        new(grain, userId, compose, neighbourhood, options.Value.PushDelay, clock, logger);
}
