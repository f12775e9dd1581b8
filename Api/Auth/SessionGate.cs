using Microsoft.Extensions.Caching.Memory;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Api.Auth;

/// <summary>
/// Whether a session still runs and which roles its user has now. Cached for less than the five seconds in which a
/// sign-out or a role change must be felt everywhere.
/// </summary>
internal sealed class SessionGate(IGrainFactory grains, TimeProvider clock) : IDisposable
{
    private const int EntriesMax = 100_000;

    private static readonly TimeSpan CachedFor = TimeSpan.FromSeconds(2);

    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = EntriesMax });

    public Task<bool> IsActiveAsync(string sessionId) =>
        GetAsync($"s/{sessionId}", () => grains.GetGrain<ISessionGrain>(sessionId).IsActiveAsync());

    /// <summary>What the session itself says, whatever is remembered.</summary>
    public Task<bool> IsActiveNowAsync(string sessionId) => grains.GetGrain<ISessionGrain>(sessionId).IsActiveAsync();

    public Task<ImmutableArray<string>> GetRolesAsync(string userName) =>
        GetAsync($"r/{UserLimits.Normalise(userName)}", () => ReadRolesAsync(userName));

    /// <summary>Makes this process notice at once.</summary>
    public void Forget(string sessionId) => _cache.Remove($"s/{sessionId}");

    public void ForgetRoles(string userName) => _cache.Remove($"r/{UserLimits.Normalise(userName)}");

    public void Dispose() => _cache.Dispose();

    private async Task<ImmutableArray<string>> ReadRolesAsync(string userName) =>
        await grains.GetGrain<IAccountGrain>(UserLimits.Normalise(userName)).GetCredentialsAsync() is { } account
            ? account.Roles
            : [];

    // Only values are kept, never tasks: a failure must not be remembered.
    private async Task<T> GetAsync<T>(string key, Func<Task<T>> read)
    {
        var now = clock.GetTimestamp();
        if (_cache.TryGetValue(key, out Cached<T>? known) && known is not null
            && clock.GetElapsedTime(known.ReadAt, now) < CachedFor)
        {
            return known.Value;
        }

        var value = await read();
        _cache.Set(key, new Cached<T>(value, now), new MemoryCacheEntryOptions
        {
            Size = 1,
            AbsoluteExpirationRelativeToNow = CachedFor,
        });
        return value;
    }

    private sealed record Cached<T>(T Value, long ReadAt);
}
