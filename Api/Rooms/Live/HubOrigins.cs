using Microsoft.Extensions.Options;

namespace SocialCommerce.Api.Rooms.Live;

/// <summary>
/// Refuses sockets from pages of other origins. Browsers do not apply CORS to web sockets: without this any page could
/// open one in a visitor's name.
/// </summary>
internal static class HubOrigins
{
    public static IApplicationBuilder UseHubOriginCheck(this IApplicationBuilder app) => app.Use((context, next) =>
        context.Request.Path.StartsWithSegments("/hubs", StringComparison.Ordinal) && !IsAllowed(context)
            ? ApiProblem.Forbidden(ProblemCodes.OriginRefused).ExecuteAsync(context)
            : next(context));

    // Programs send no origin; they hold a token and are nobody's browser.
    private static bool IsAllowed(HttpContext context)
    {
        var origin = context.Request.Headers.Origin.ToString();
        return origin.Length == 0
            || IsSameHost(origin, context.Request.Host)
            || context.RequestServices.GetRequiredService<IOptions<LiveOptions>>().Value.AllowedOrigins
                .Contains(origin, StringComparer.OrdinalIgnoreCase);
    }

    internal static bool IsSameHost(string origin, HostString host) =>
        string.Equals(origin, $"https://{host.Value}", StringComparison.OrdinalIgnoreCase)
        || string.Equals(origin, $"http://{host.Value}", StringComparison.OrdinalIgnoreCase);
}
