namespace SocialCommerce.Grains.Interfaces.Users;

/// <summary>The sign-in name of a user: password hash and roles. Key: the normalised user name.</summary>
[Alias("sc.IAccountGrain")]
public interface IAccountGrain : IGrainWithStringKey
{
    /// <summary>Takes the name. A name that is taken is refused, whoever asks.</summary>
    [Alias("Register")]
    Task<RegisterResult> RegisterAsync(RegisterAccount command, CancellationToken cancellationToken = default);

    /// <summary>What is needed to check a password, or null when nobody has this name.</summary>
    [ReadOnly, Idempotent, Alias("GetCredentials")]
    Task<Credentials?> GetCredentialsAsync(CancellationToken cancellationToken = default);

    /// <summary>Replaces the hash, for example with one of today's cost at sign-in.</summary>
    [Idempotent, Alias("ReplaceHash")]
    Task ReplaceHashAsync(string passwordHash, CancellationToken cancellationToken = default);

    [Idempotent, Alias("SetRoles")]
    Task<bool> SetRolesAsync(ImmutableArray<string> roles, CancellationToken cancellationToken = default);
}

/// <summary>Who owns the shop: the first account of an empty store. Key: <see cref="Key"/>.</summary>
[Alias("sc.IOwnerGrain")]
public interface IOwnerGrain : IGrainWithStringKey
{
    const string Key = "owner";

    /// <summary>True for the first user that asks, and for that one ever after.</summary>
    [Idempotent, Alias("Claim")]
    Task<bool> ClaimAsync(string userId, CancellationToken cancellationToken = default);
}

/// <summary>
/// One sign-in on one device: the hash of its current refresh token. Key: the session id, part of the token.
/// </summary>
[Alias("sc.ISessionGrain")]
public interface ISessionGrain : IGrainWithStringKey
{
    [Idempotent, Alias("Start")]
    Task StartAsync(StartSession command, CancellationToken cancellationToken = default);

    /// <summary>
    /// Exchanges the current refresh token for the next. A token that was exchanged before ends the session: it was
    /// stolen from, or by, whoever used it first (RFC 9700, section 4.14).
    /// </summary>
    [Alias("Rotate")]
    Task<RotateResult> RotateAsync(RotateSession command, CancellationToken cancellationToken = default);

    [Idempotent, Alias("End")]
    Task EndAsync(CancellationToken cancellationToken = default);

    [ReadOnly, Idempotent, Alias("IsActive")]
    Task<bool> IsActiveAsync(CancellationToken cancellationToken = default);
}

/// <summary>Roles a user may have, as they stand in tokens.</summary>
public static class Roles
{
    public const string Shopper = "shopper";

    public const string Merchant = "merchant";

    public const string Operator = "operator";

    public static readonly ImmutableArray<string> All = [Shopper, Merchant, Operator];
}
