using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Grains.Users;

/// <summary>Loads, asks <see cref="SessionRules"/>, saves. A session that ended leaves nothing behind.</summary>
internal sealed class SessionGrain(
    [PersistentState("session", StorageNames.Commerce)] IPersistentState<SessionState> storage,
    TimeProvider clock) : Grain, ISessionGrain
{
    public Task StartAsync(StartSession command, CancellationToken cancellationToken) =>
        storage.SaveAsync(SessionRules.Start(command), this);

    public async Task<RotateResult> RotateAsync(RotateSession command, CancellationToken cancellationToken)
    {
        var (next, result) = SessionRules.Rotate(storage.State, command, clock.GetUtcNow());
        await (ReferenceEquals(next, SessionRules.Ended) ? ClearAsync() : storage.SaveAsync(next, this));
        return result;
    }

    public Task EndAsync(CancellationToken cancellationToken) => ClearAsync();

    public Task<bool> IsActiveAsync(CancellationToken cancellationToken) =>
        Task.FromResult(SessionRules.IsActive(storage.State, clock.GetUtcNow()));

    private async Task ClearAsync()
    {
        if (storage.RecordExists)
        {
            await storage.ClearStateAsync();
        }

        storage.State = SessionRules.Ended;
    }
}
