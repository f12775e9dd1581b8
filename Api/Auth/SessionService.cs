using Microsoft.Extensions.Options;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Api.Auth;

/// <summary>Sessions: sign in, refresh, sign out.</summary>
internal sealed class SessionService(
    IGrainFactory grains,
    AccountService accounts,
    PasswordHasher hasher,
    AccessTokens tokens,
    SessionGate gate,
    SignInBackOff backOff,
    IOptions<AuthOptions> options,
    TimeProvider clock)
{
    public async Task<SignInResult> SignInAsync(
        string userName, string password, string address, CancellationToken cancellationToken)
    {
        var name = UserLimits.Normalise(userName);
        if (backOff.Wait(address, name) is { } wait)
        {
            return new SignInResult(SignInStatus.TooManyAttempts, RetryAfter: wait);
        }

        var account = await accounts.AccountOf(name).GetCredentialsAsync(cancellationToken);
        var check = await hasher.VerifyAsync(password, account?.PasswordHash, cancellationToken);
        if (check is null)
        {
            return new SignInResult(SignInStatus.Busy);
        }

        if (account is null || !check.IsRight)
        {
            backOff.Fail(address, name);
            return new SignInResult(SignInStatus.Refused);
        }

        backOff.Succeed(address, name);
        return await OpenAsync(account, check, cancellationToken);
    }

    /// <summary>Starts a session of a user whose identity is established.</summary>
    public async Task<TokenResponse> StartAsync(Caller caller, ImmutableArray<string> roles, CancellationToken cancellationToken)
    {
        var refresh = RefreshToken.Create(caller.SessionId);
        await grains.GetGrain<ISessionGrain>(caller.SessionId).StartAsync(
            new StartSession(caller.UserId, caller.UserName, refresh.Hash, RefreshEnd()), cancellationToken);
        return Describe(caller, roles, refresh);
    }

    /// <summary>New tokens for a refresh token; null when it is not, or no longer, good.</summary>
    public async Task<TokenResponse?> RefreshAsync(RefreshToken token, CancellationToken cancellationToken)
    {
        var next = RefreshToken.Create(token.SessionId);
        var result = await grains.GetGrain<ISessionGrain>(token.SessionId).RotateAsync(
            new RotateSession(token.Hash, next.Hash, RefreshEnd()), cancellationToken);
        if (result is not { Status: RotateStatus.Rotated, UserName: { } userName })
        {
            gate.Forget(token.SessionId);
            return null;
        }

        var account = await accounts.AccountOf(userName).GetCredentialsAsync(cancellationToken);
        return account is null ? null : Describe(CallerOf(account, token.SessionId), account.Roles, next);
    }

    public async Task SignOutAsync(string sessionId, CancellationToken cancellationToken)
    {
        await grains.GetGrain<ISessionGrain>(sessionId).EndAsync(cancellationToken);
        gate.Forget(sessionId);
    }

    private async Task<SignInResult> OpenAsync(Credentials account, PasswordCheck check, CancellationToken cancellationToken)
    {
        if (check.NewHash is { } hash)
        {
            await accounts.AccountOf(account.UserName).ReplaceHashAsync(hash, cancellationToken);
        }

        // A crash between taking the name and creating the user is mended here; else this changes nothing.
        await accounts.CreateUserAsync(account, cancellationToken);
        var roles = await accounts.CurrentRolesAsync(account, cancellationToken);
        var response = await StartAsync(CallerOf(account, NewId.Session()), roles, cancellationToken);
        return new SignInResult(SignInStatus.Done, response);
    }

    private TokenResponse Describe(Caller caller, ImmutableArray<string> roles, RefreshToken refresh) => new(
        caller.UserId,
        tokens.Create(caller, roles),
        refresh.Text,
        (int)options.Value.AccessTokenLifetime.TotalSeconds,
        roles);

    private DateTimeOffset RefreshEnd() => clock.GetUtcNow() + options.Value.RefreshTokenLifetime;

    private static Caller CallerOf(Credentials account, string sessionId) =>
        new(account.UserId, account.UserName, account.DisplayName, sessionId);
}

internal sealed record SignInResult(SignInStatus Status, TokenResponse? Tokens = null, TimeSpan? RetryAfter = null);

internal enum SignInStatus
{
    Unknown = 0,
    Done = 1,
    Refused = 2,
    TooManyAttempts = 3,
    Busy = 4,
}

/// <summary>What a client holds after signing in. ExpiresIn is the access token's life in seconds.</summary>
internal sealed record TokenResponse(
    string UserId, string AccessToken, string RefreshToken, int ExpiresIn, ImmutableArray<string> Roles)
{
    /// <summary>Keeps the tokens out of logs.</summary>
    public override string ToString() => $"TokenResponse {{ UserId = {UserId} }}";
}
