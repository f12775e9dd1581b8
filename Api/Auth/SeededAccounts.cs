using Microsoft.Extensions.Options;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Api.Auth;

/// <summary>
/// Accounts that the process itself makes and speaks for, such as the people of a demo shop. In process only: no
/// endpoint leads here. Public for that.
/// </summary>
public sealed class SeededAccounts
{
    private readonly AccountService _accounts;
    private readonly SessionService _sessions;
    private readonly IOptions<AuthOptions> _options;

    internal SeededAccounts(AccountService accounts, SessionService sessions, IOptions<AuthOptions> options)
    {
        _accounts = accounts;
        _sessions = sessions;
        _options = options;
    }

    /// <summary>False when somebody who registered owns the store: then it is theirs alone.</summary>
    public Task<bool> TryClaimStoreAsync(CancellationToken cancellationToken = default) =>
        _accounts.IsOwnerAsync(AccountService.SeededOwner, cancellationToken);

    /// <summary>
    /// Makes the account exist and answers its user id; one that is there already stays as it is. Without a password
    /// nobody can sign in to it.
    /// </summary>
    public async Task<string> EnsureAsync(
        string userName, string displayName, string? password, ImmutableArray<string> roles, CancellationToken cancellationToken = default)
    {
        if (await FindAsync(userName, cancellationToken) is null)
        {
            await RegisterAsync(userName, displayName, password, roles, cancellationToken);
        }

        var account = await FindAsync(userName, cancellationToken)
            ?? throw new InvalidOperationException($"Account {userName} was registered and is not there.");

        // A crash between taking the name and creating the user is mended here; else this changes nothing.
        await _accounts.CreateUserAsync(account, cancellationToken);
        return account.UserId;
    }

    /// <summary>
    /// A session without a password. One per account, started anew each time, so that a process that runs for months
    /// does not leave a trail of sessions.
    /// </summary>
    public async Task<SeededSession> OpenSessionAsync(string userName, CancellationToken cancellationToken = default)
    {
        var account = await FindAsync(userName, cancellationToken)
            ?? throw new InvalidOperationException($"There is no account {userName}.");
        var caller = new Caller(account.UserId, account.UserName, account.DisplayName, $"s_seeded_{account.UserId}");
        var tokens = await _sessions.StartAsync(caller, account.Roles, cancellationToken);
        return new SeededSession(tokens.UserId, tokens.AccessToken, tokens.RefreshToken, tokens.ExpiresIn);
    }

    private Task<Credentials?> FindAsync(string userName, CancellationToken cancellationToken) =>
        _accounts.AccountOf(userName).GetCredentialsAsync(cancellationToken);

    private async Task RegisterAsync(
        string userName, string displayName, string? password, ImmutableArray<string> roles, CancellationToken cancellationToken)
    {
        if (password is null)
        {
            var hash = PasswordHash.Unmatched(_options.Value.PasswordIterations);
            await _accounts.RegisterHashAsync(userName, displayName, hash, roles, cancellationToken);
            return;
        }

        var result = await _accounts.RegisterAsync(userName, password, displayName, roles, cancellationToken);
        if (result.Status is not (AccountStatus.Done or AccountStatus.NameTaken))
        {
            throw new InvalidOperationException($"Account {userName} could not be made: {result.Status}.");
        }
    }
}

/// <summary>What speaks for a seeded account. ExpiresIn is the access token's life in seconds.</summary>
public sealed record SeededSession(string UserId, string AccessToken, string RefreshToken, int ExpiresIn)
{
    /// <summary>Keeps the tokens out of logs.</summary>
    public override string ToString() => $"SeededSession {{ UserId = {UserId} }}";
}
