using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Api.Auth;

/// <summary>
/// Accounts: taking a name, the shop's owner, roles. Also called in process. Public for that.
/// </summary>
public sealed class AccountService
{
    /// <summary>Owns a shop whose first accounts were made with explicit roles; no user ever has this id.</summary>
    internal const string SeededOwner = "seeded";

    private readonly IGrainFactory _grains;
    private readonly PasswordHasher _hasher;
    private readonly TimeProvider _clock;

    internal AccountService(IGrainFactory grains, PasswordHasher hasher, TimeProvider clock)
    {
        _grains = grains;
        _hasher = hasher;
        _clock = clock;
    }

    /// <summary>
    /// Registers an account. Without explicit roles it is a shopper, except that the first account of an empty store
    /// becomes the owner and has every role.
    /// </summary>
    public async Task<AccountResult> RegisterAsync(
        string? userName,
        string? password,
        string? displayName,
        ImmutableArray<string>? roles = null,
        CancellationToken cancellationToken = default)
    {
        var errors = PasswordRules.Check(UserLimits.CheckNames(userName, displayName), password, userName).Errors;
        if (!errors.IsEmpty)
        {
            return new AccountResult(AccountStatus.Invalid, Errors: errors);
        }

        var hash = await _hasher.HashAsync(password!, cancellationToken);
        if (hash is null)
        {
            return new AccountResult(AccountStatus.Busy);
        }

        var now = _clock.GetUtcNow();
        var command = new RegisterAccount(NewId.Account(), userName!, displayName!, hash, roles ?? [Roles.Shopper], now);
        var taken = await AccountOf(userName!).RegisterAsync(command, cancellationToken);
        if (taken.Status != RegisterStatus.Registered)
        {
            return new AccountResult(AccountStatus.NameTaken);
        }

        await CreateUserAsync(command, cancellationToken);
        return new AccountResult(
            AccountStatus.Done, command.UserId, await SettleRolesAsync(command, roles, cancellationToken));
    }

    /// <summary>The roles at sign-in. The owner has every role, even when a crash came between claiming and granting.</summary>
    internal async Task<ImmutableArray<string>> CurrentRolesAsync(Credentials account, CancellationToken cancellationToken)
    {
        if (account.Roles.Length == Roles.All.Length || !await IsOwnerAsync(account.UserId, cancellationToken))
        {
            return account.Roles;
        }

        await AccountOf(account.UserName).SetRolesAsync(Roles.All, cancellationToken);
        return Roles.All;
    }

    /// <summary>Takes a name for an account whose hash is known. A name that is taken stays whose it is.</summary>
    internal Task RegisterHashAsync(
        string userName, string displayName, string hash, ImmutableArray<string> roles, CancellationToken cancellationToken) =>
        AccountOf(userName).RegisterAsync(
            new RegisterAccount(NewId.Account(), userName, displayName, hash, roles, _clock.GetUtcNow()), cancellationToken);

    internal Task CreateUserAsync(Credentials account, CancellationToken cancellationToken) =>
        _grains.GetGrain<IUserGrain>(account.UserId).CreateAsync(
            new CreateUser(account.UserName, account.DisplayName, _clock.GetUtcNow()), cancellationToken);

    internal Task<bool> IsOwnerAsync(string userId, CancellationToken cancellationToken) =>
        _grains.GetGrain<IOwnerGrain>(IOwnerGrain.Key).ClaimAsync(userId, cancellationToken);

    internal IAccountGrain AccountOf(string userName) =>
        _grains.GetGrain<IAccountGrain>(UserLimits.Normalise(userName));

    private Task<UserProfile> CreateUserAsync(RegisterAccount account, CancellationToken cancellationToken) =>
        _grains.GetGrain<IUserGrain>(account.UserId).CreateAsync(
            new CreateUser(account.UserName, account.DisplayName, account.At), cancellationToken);

    private async Task<ImmutableArray<string>> SettleRolesAsync(
        RegisterAccount account, ImmutableArray<string>? explicitRoles, CancellationToken cancellationToken)
    {
        // Seeding takes the ownership too, or the first visitor of a demo shop would own it.
        if (explicitRoles is { } roles)
        {
            await IsOwnerAsync(SeededOwner, cancellationToken);
            return roles;
        }

        if (!await IsOwnerAsync(account.UserId, cancellationToken))
        {
            return account.Roles;
        }

        await AccountOf(account.UserName).SetRolesAsync(Roles.All, cancellationToken);
        return Roles.All;
    }
}

/// <param name="Errors">What is wrong with the fields, when they are invalid.</param>
public sealed record AccountResult(
    AccountStatus Status,
    string? UserId = null,
    ImmutableArray<string>? Roles = null,
    ImmutableArray<FieldError>? Errors = null);

public enum AccountStatus
{
    Unknown = 0,
    Done = 1,
    Invalid = 2,
    NameTaken = 3,

    /// <summary>Too many passwords are being hashed; try again.</summary>
    Busy = 4,
}
