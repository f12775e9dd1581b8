using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Grains.Users;

/// <summary>Loads, asks <see cref="AccountRules"/>, saves.</summary>
internal sealed class AccountGrain(
    [PersistentState("account", StorageNames.Commerce)] IPersistentState<AccountState> storage) : Grain, IAccountGrain
{
    public async Task<RegisterResult> RegisterAsync(RegisterAccount command, CancellationToken cancellationToken)
    {
        var (next, result) = AccountRules.Register(storage.State, command);
        await storage.SaveAsync(next, this);
        return result;
    }

    public Task<Credentials?> GetCredentialsAsync(CancellationToken cancellationToken) =>
        Task.FromResult(AccountRules.Describe(storage.State));

    public Task ReplaceHashAsync(string passwordHash, CancellationToken cancellationToken) =>
        storage.SaveAsync(AccountRules.ReplaceHash(storage.State, passwordHash), this);

    public async Task<bool> SetRolesAsync(ImmutableArray<string> roles, CancellationToken cancellationToken)
    {
        var (next, isFound) = AccountRules.SetRoles(storage.State, roles);
        await storage.SaveAsync(next, this);
        return isFound;
    }
}
