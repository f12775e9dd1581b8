namespace SocialCommerce.Grains.Interfaces.Users;

/// <summary>
/// A ticket for one socket: given out once, redeemed once, gone after a minute. Lives in memory only, on purpose: a
/// ticket that a crash loses is asked for again. Key: the hash of the ticket.
/// </summary>
[Alias("sc.ISocketTicketGrain")]
public interface ISocketTicketGrain : IGrainWithStringKey
{
    [Idempotent, Alias("Issue")]
    Task IssueAsync(SocketTicket ticket, CancellationToken cancellationToken = default);

    /// <summary>What the ticket stands for, the first time; null ever after, when it is too old, and for another hub.</summary>
    [Alias("Redeem")]
    Task<SocketTicket?> RedeemAsync(string hub, CancellationToken cancellationToken = default);
}

/// <param name="Hub">Path of the only hub that takes it.</param>
/// <param name="SessionEndsAt">When the access token that asked for the ticket expires: the socket lives no longer.</param>
[GenerateSerializer, Immutable, Alias("sc.SocketTicket")]
public sealed record SocketTicket(
    [property: Id(0)] string Hub,
    [property: Id(1)] string UserId,
    [property: Id(2)] string UserName,
    [property: Id(3)] string DisplayName,
    [property: Id(4)] string SessionId,
    [property: Id(5)] DateTimeOffset ExpiresAt,
    [property: Id(6)] DateTimeOffset SessionEndsAt);
