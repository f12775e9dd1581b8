using System.Collections.Concurrent;
using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Api.Rooms.Moderation;

/// <summary>
/// Finds out, for rooms that want it, whether a user follows the host and has bought in the shop. A yes is believed for
/// half a minute, so that a talkative user is not looked up for every comment; a no is asked again.
/// </summary>
internal sealed class CommenterStandings(IGrainFactory grains, IBuyers buyers, TimeProvider clock)
{
    private const int KnownMax = 50_000;

    private static readonly TimeSpan Believed = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<(string UserId, string HostId), DateTimeOffset> _followers = new();
    private readonly ConcurrentDictionary<(string UserId, string HostId), DateTimeOffset> _buyers = new();

    /// <summary>The command with what these modes ask for.</summary>
    public async Task<SendComment> ProveAsync(
        string hostId, SendComment command, RoomModes modes, CancellationToken cancellationToken)
    {
        var isFollower = modes.FollowersOnly && await IsAsync(
            _followers, (command.UserId, hostId), key => FollowsAsync(key.UserId, key.HostId, cancellationToken));
        var isBuyer = modes.BuyersOnly && await IsAsync(
            _buyers, (command.UserId, hostId), key => buyers.HasBoughtAsync(key.UserId, cancellationToken));
        return command with { IsFollower = isFollower, IsBuyer = isBuyer };
    }

    private Task<bool> FollowsAsync(string userId, string hostId, CancellationToken cancellationToken) =>
        grains.GetGrain<IUserGrain>(userId).IsFollowingAsync(hostId, cancellationToken);

    private async Task<bool> IsAsync(
        ConcurrentDictionary<(string UserId, string HostId), DateTimeOffset> known,
        (string UserId, string HostId) key,
        Func<(string UserId, string HostId), Task<bool>> ask)
    {
        var now = clock.GetUtcNow();
        if (known.TryGetValue(key, out var until) && until > now)
        {
            return true;
        }

        if (!await ask(key))
        {
            known.TryRemove(key, out _);
            return false;
        }

        if (known.Count >= KnownMax)
        {
            known.Clear();
        }

        known[key] = now + Believed;
        return true;
    }
}
