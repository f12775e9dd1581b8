using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Api.Auth;

/// <summary>Signs in a socket that carries a ticket as access_token in its address. Nothing else is taken there.</summary>
internal sealed class SocketTicketHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory loggers,
    UrlEncoder encoder,
    SocketTickets tickets,
    SessionGate gate)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "Ticket";

    public const string QueryName = "access_token";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var secret = Request.Query[QueryName].ToString();
        var ticket = await tickets.RedeemAsync(secret, Request.Path.Value ?? string.Empty, Context.RequestAborted);
        if (ticket is null || !await gate.IsActiveAsync(ticket.SessionId))
        {
            return AuthenticateResult.Fail("The ticket is not good.");
        }

        var properties = new AuthenticationProperties { ExpiresUtc = ticket.SessionEndsAt };
        var roles = await gate.GetRolesAsync(ticket.UserName);
        return AuthenticateResult.Success(new AuthenticationTicket(Identify(ticket, roles), properties, SchemeName));
    }

    private static ClaimsPrincipal Identify(SocketTicket ticket, ImmutableArray<string> roles) => new(new ClaimsIdentity(
        [
            new Claim(ClaimNames.Subject, ticket.UserId),
            new Claim(ClaimNames.Name, ticket.UserName),
            new Claim(ClaimNames.DisplayName, ticket.DisplayName),
            new Claim(ClaimNames.SessionId, ticket.SessionId),
            .. roles.Select(static role => new Claim(ClaimNames.Roles, role)),
        ],
        SchemeName,
        ClaimNames.Name,
        ClaimNames.Roles));
}
