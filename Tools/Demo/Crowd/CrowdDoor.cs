using SocialCommerce.Api.Auth;
using SocialCommerce.Client;
using SocialCommerce.Client.Auth;
using SocialCommerce.Tools.Demo.People;

namespace SocialCommerce.Tools.Demo.Crowd;

/// <summary>How members of the crowd get in: a client of the public contract with a session of their own.</summary>
internal sealed class CrowdDoor(SeededAccounts accounts, HttpClient http, TimeProvider clock)
{
    /// <summary>Visits end before their access token does, so that the crowd never refreshes one.</summary>
    public static readonly TimeSpan VisitMax = TimeSpan.FromMinutes(8);

    public async Task<SocialCommerceClient> EnterAsync(DemoPerson person, CancellationToken cancellationToken)
    {
        var session = await accounts.OpenSessionAsync(person.UserName, cancellationToken);
        return new SocialCommerceClient(http.BaseAddress!, http, clock)
        {
            Tokens = new Tokens(session.UserId, session.AccessToken, session.RefreshToken, session.ExpiresIn),
        };
    }
}
