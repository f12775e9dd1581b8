using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using SocialCommerce.Api.Operations.Cluster;
using SocialCommerce.Api.Rooms.Live;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Api.Auth;

/// <summary>
/// Tickets for sockets of browsers, which cannot set a header: an access token must never stand in an address, where
/// logs and histories keep it; a ticket that was used once is worth nothing there.
/// </summary>
internal sealed class SocketTickets(IGrainFactory grains, IOptions<AuthOptions> options, TimeProvider clock)
{
    private const int LengthMax = 100;

    /// <summary>The address of a hub by its name, the live one without a name; null when there is none of that name.</summary>
    public static string? PathOf(string? hub) => hub switch
    {
        null or "live" => LiveHub.Path,
        "operations" => OperationsHub.Path,
        _ => null,
    };

    public async Task<TicketResponse> IssueAsync(
        Caller caller, string hub, DateTimeOffset sessionEndsAt, CancellationToken cancellationToken)
    {
        var secret = NewId.Secret();
        var lifetime = options.Value.TicketLifetime;
        var ticket = new SocketTicket(
            hub, caller.UserId, caller.UserName, caller.DisplayName, caller.SessionId, clock.GetUtcNow() + lifetime, sessionEndsAt);
        await GrainOf(secret).IssueAsync(ticket, cancellationToken);
        return new TicketResponse(secret, (int)lifetime.TotalSeconds);
    }

    public Task<SocketTicket?> RedeemAsync(string secret, string hub, CancellationToken cancellationToken) =>
        secret.Length is 0 or > LengthMax
            ? Task.FromResult<SocketTicket?>(null)
            : GrainOf(secret).RedeemAsync(hub, cancellationToken);

    private ISocketTicketGrain GrainOf(string secret) => grains.GetGrain<ISocketTicketGrain>(
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret))));
}

internal sealed record TicketResponse(string Ticket, int ExpiresIn)
{
    /// <summary>Keeps the ticket out of logs.</summary>
    public override string ToString() => $"TicketResponse {{ ExpiresIn = {ExpiresIn} }}";
}
