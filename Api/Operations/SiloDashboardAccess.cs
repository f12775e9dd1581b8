using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Api.Operations;

/// <summary>
/// Lets an operator's browser into the silos' own dashboard, which is a page of its own and sends no header: the access
/// token that asked is put into a cookie that only the dashboard's addresses get and no script reads. It ends with the
/// token.
/// </summary>
internal static class SiloDashboardAccess
{
    public const string Path = "/orleans";

    public const string CookieName = "sc_dashboard";

    private const string Bearer = "Bearer ";

    public static void MapSiloDashboardAccess(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/operations/dashboard", Open)
            .WithName("OpenSiloDashboard").WithTags("Operations").RequireAuthorization(Roles.Operator);

    private static NoContent Open(HttpContext context)
    {
        var token = context.Request.Headers.Authorization.ToString();
        context.Response.Cookies.Append(CookieName, token[Bearer.Length..], new CookieOptions
        {
            Path = Path,
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Secure = context.Request.IsHttps,
            IsEssential = true,
        });
        return TypedResults.NoContent();
    }
}
