using System.Security.Claims;

namespace SocialCommerce.Api.Auth;

/// <summary>Claims of an access token, short as they stand in it.</summary>
internal static class ClaimNames
{
    public const string Subject = "sub";

    public const string Name = "name";

    public const string DisplayName = "displayName";

    public const string SessionId = "sid";

    public const string Roles = "roles";
}

/// <summary>Who calls.</summary>
internal sealed record Caller(string UserId, string UserName, string DisplayName, string SessionId)
{
    /// <summary>The caller of an endpoint or hub that requires authorization: the claims are there, or it is a bug.</summary>
    public static Caller Of(ClaimsPrincipal principal) => new(
        Read(principal, ClaimNames.Subject),
        Read(principal, ClaimNames.Name),
        Read(principal, ClaimNames.DisplayName),
        Read(principal, ClaimNames.SessionId));

    /// <summary>The user id of whoever calls; null for somebody who has not signed in.</summary>
    public static string? IdOf(ClaimsPrincipal principal) => principal.FindFirst(ClaimNames.Subject)?.Value;

    private static string Read(ClaimsPrincipal principal, string claim) =>
        principal.FindFirst(claim)?.Value ?? throw new InvalidOperationException($"The caller has no claim '{claim}'.");
}
