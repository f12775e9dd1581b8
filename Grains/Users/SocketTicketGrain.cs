using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Grains.Users;

/// <summary>One activation per ticket is what makes it single-use, on one machine and on many.</summary>
internal sealed class SocketTicketGrain(TimeProvider clock) : Grain, ISocketTicketGrain
{
    private SocketTicket? _ticket;

    public Task IssueAsync(SocketTicket ticket, CancellationToken cancellationToken)
    {
        _ticket = ticket;
        return Task.CompletedTask;
    }

    public Task<SocketTicket?> RedeemAsync(string hub, CancellationToken cancellationToken)
    {
        var ticket = _ticket;
        _ticket = null;
        DeactivateOnIdle();
        var isGood = ticket is not null && ticket.Hub == hub && clock.GetUtcNow() < ticket.ExpiresAt;
        return Task.FromResult(isGood ? ticket : null);
    }
}
