namespace SocialCommerce.Grains.Interfaces.Users;

[GenerateSerializer, Immutable, Alias("sc.RegisterAccount")]
public sealed record RegisterAccount(
    [property: Id(0)] string UserId,
    [property: Id(1)] string UserName,
    [property: Id(2)] string DisplayName,
    [property: Id(3)] string PasswordHash,
    [property: Id(4)] ImmutableArray<string> Roles,
    [property: Id(5)] DateTimeOffset At)
{
    /// <summary>Keeps the hash out of logs.</summary>
    public override string ToString() => $"RegisterAccount {{ UserId = {UserId} }}";
}

[GenerateSerializer, Immutable, Alias("sc.RegisterResult")]
public sealed record RegisterResult(
    [property: Id(0)] RegisterStatus Status,
    [property: Id(1)] string? UserId = null);

[GenerateSerializer, Alias("sc.RegisterStatus")]
public enum RegisterStatus
{
    Unknown = 0,
    Registered = 1,
    NameTaken = 2,
}

[GenerateSerializer, Immutable, Alias("sc.Credentials")]
public sealed record Credentials(
    [property: Id(0)] string UserId,
    [property: Id(1)] string UserName,
    [property: Id(2)] string DisplayName,
    [property: Id(3)] string PasswordHash,
    [property: Id(4)] ImmutableArray<string> Roles)
{
    /// <summary>Keeps the hash out of logs.</summary>
    public override string ToString() => $"Credentials {{ UserId = {UserId} }}";
}

[GenerateSerializer, Immutable, Alias("sc.StartSession")]
public sealed record StartSession(
    [property: Id(0)] string UserId,
    [property: Id(1)] string UserName,
    [property: Id(2)] string TokenHash,
    [property: Id(3)] DateTimeOffset ExpiresAt);

[GenerateSerializer, Immutable, Alias("sc.RotateSession")]
public sealed record RotateSession(
    [property: Id(0)] string TokenHash,
    [property: Id(1)] string NextTokenHash,
    [property: Id(2)] DateTimeOffset ExpiresAt);

[GenerateSerializer, Immutable, Alias("sc.RotateResult")]
public sealed record RotateResult(
    [property: Id(0)] RotateStatus Status,
    [property: Id(1)] string? UserId = null,
    [property: Id(2)] string? UserName = null);

[GenerateSerializer, Alias("sc.RotateStatus")]
public enum RotateStatus
{
    Unknown = 0,
    Rotated = 1,

    /// <summary>No such session, it ended, it expired, or the token is not its current one.</summary>
    Refused = 2,
}
