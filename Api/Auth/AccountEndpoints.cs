using System.Security.Claims;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Api.Auth;

internal static class AccountEndpoints
{
    public static void MapAccounts(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/users/me", GetMe).WithName("GetMe").WithTags("Auth").RequireAuthorization();
        routes.MapPut("/accounts/{userName}/roles", SetRolesAsync).WithName("SetRoles").WithTags("Auth")
            .RequireAuthorization(Roles.Operator);
    }

    private static Ok<MeResponse> GetMe(ClaimsPrincipal user)
    {
        var caller = Caller.Of(user);
        var roles = user.FindAll(ClaimNames.Roles).Select(role => role.Value);
        return TypedResults.Ok(new MeResponse(caller.UserId, caller.UserName, caller.DisplayName, [.. roles]));
    }

    private static async Task<Results<Ok<RolesResponse>, ApiProblem>> SetRolesAsync(
        string userName,
        SetRolesRequest request,
        AccountService accounts,
        SessionGate gate,
        CancellationToken cancellationToken)
    {
        if (request.Roles is not { } names || names.Any(name => !Roles.All.Contains(name)))
        {
            return ApiProblem.Invalid("roles", $"must be some of {string.Join(", ", Roles.All)}");
        }

        var account = accounts.AccountOf(userName);
        if (await account.GetCredentialsAsync(cancellationToken) is not { } credentials)
        {
            return ApiProblem.NotFound();
        }

        var roles = Roles.All.Where(names.Contains).ToImmutableArray();
        if (roles.Length < Roles.All.Length && await accounts.IsOwnerAsync(credentials.UserId, cancellationToken))
        {
            return ApiProblem.Conflict(ProblemCodes.OwnerKeepsRoles, "The owner of the shop keeps every role.");
        }

        await account.SetRolesAsync(roles, cancellationToken);
        gate.ForgetRoles(userName);
        return TypedResults.Ok(new RolesResponse(credentials.UserName, roles));
    }
}

internal sealed record MeResponse(string UserId, string UserName, string DisplayName, ImmutableArray<string> Roles);

internal sealed record SetRolesRequest(IReadOnlyList<string>? Roles);

internal sealed record RolesResponse(string UserName, ImmutableArray<string> Roles);
