using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using SocialCommerce.Grains.Interfaces.Recommendations;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Api.Rooms.Live;

/// <summary>Brings what is pushed to a user to their sockets here. One observer for all users of this process.</summary>
internal sealed partial class UserRelays(
    IGrainFactory grains,
    LiveSockets sockets,
    ProcessId process,
    IOptions<LiveOptions> options,
    TimeProvider clock,
    ILogger<UserRelays> logger) : IUserObserver
{
    private const string SuggestionsKind = "suggestions";

    private const int CallsAtOnce = 64;

    private readonly ConcurrentDictionary<string, Lease> _leases = new();
    private readonly Lock _lock = new();
    private IUserObserver? _reference;

    public Task OnSuggestionsChangedAsync(string userId, SuggestionList suggestions)
    {
        var receivers = sockets.OfUser(userId);
        if (!receivers.IsEmpty)
        {
            var frame = Frames.SuggestionsChanged(suggestions);
            foreach (var socket in receivers)
            {
                socket.Outbox.SendLatest(SuggestionsKind, frame);
            }
        }

        return Task.CompletedTask;
    }

    public Task OnTiesChangedAsync(string userId, UserTies ties)
    {
        foreach (var socket in sockets.OfUser(userId))
        {
            foreach (var relay in socket.Rooms.Values)
            {
                relay.Introduce(socket.Caller, ties);
            }
        }

        return Task.CompletedTask;
    }

    public Task OnNoticeAsync(string userId, UserNotice notice)
    {
        var receivers = sockets.OfUser(userId);
        if (!receivers.IsEmpty)
        {
            var frame = Frames.Notice(notice.Kind, NoticeTexts.Of(notice.Kind), subjectId: notice.SubjectId);
            foreach (var socket in receivers)
            {
                socket.Outbox.Send(frame);
            }
        }

        return Task.CompletedTask;
    }

    /// <summary>Subscribes a user who came, or who is in this room now, at the next round.</summary>
    public void Expect(string userId, string? roomId)
    {
        var lease = new Lease(roomId, DateTimeOffset.MinValue);
        _leases.AddOrUpdate(userId, lease, (_, known) => roomId is null ? known : lease);
    }

    /// <summary>
    /// Subscribes a user who came, or whose room is another now. Answers the user's ties; null when they cannot be had now.
    /// </summary>
    public Task<UserTies?> SubscribeAsync(string userId, string? roomId)
    {
        _leases[userId] = new Lease(roomId, clock.GetUtcNow());
        return RenewAsync(userId, roomId);
    }

    public Task UnsubscribeAsync(string userId) =>
        _leases.TryRemove(userId, out _)
            ? TryAsync(userId, user => UnsubscribeAsync(user))
            : Task.CompletedTask;

    /// <summary>Renews what is due.</summary>
    public Task TendAsync()
    {
        var now = clock.GetUtcNow();
        var due = _leases.Where(entry => now - entry.Value.RenewedAt >= options.Value.LeaseRenewal);
        return Parallel.ForEachAsync(
            due,
            new ParallelOptions { MaxDegreeOfParallelism = CallsAtOnce },
            async (entry, _) =>
            {
                if (sockets.OfUser(entry.Key).IsEmpty)
                {
                    // Left while it was subscribed, and nobody else ends it.
                    await UnsubscribeAsync(entry.Key);
                    return;
                }

                // Not when the user moved meanwhile.
                if (_leases.TryUpdate(entry.Key, entry.Value with { RenewedAt = now }, entry.Value)
                    && await RenewAsync(entry.Key, entry.Value.RoomId) is { } ties)
                {
                    await OnTiesChangedAsync(entry.Key, ties);
                }
            });
    }

    private Task<UserTies?> RenewAsync(string userId, string? roomId) => TryAsync(
        userId, async user => await user.SubscribeAsync(new UserSubscription(process.Id, roomId), Reference()));

    private async Task<UserTies?> UnsubscribeAsync(IUserGrain user)
    {
        await user.UnsubscribeAsync(process.Id);
        return null;
    }

    // A push that cannot be had now is had at the next renewal; the socket itself works.
    private async Task<UserTies?> TryAsync(string userId, Func<IUserGrain, Task<UserTies?>> call)
    {
        try
        {
            return await call(grains.GetGrain<IUserGrain>(userId));
        }
        catch (Exception exception) when (exception is TimeoutException or Orleans.Runtime.OrleansException)
        {
            LogFailed(exception, userId);
            return null;
        }
    }

    private IUserObserver Reference()
    {
        lock (_lock)
        {
            return _reference ??= grains.CreateObjectReference<IUserObserver>(this);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "User {UserId}: the subscription could not be changed")]
    private partial void LogFailed(Exception exception, string userId);

    private sealed record Lease(string? RoomId, DateTimeOffset RenewedAt);
}
