namespace SocialCommerce.Api.Hosting;

/// <summary>Tells browsers what the page may load and who may frame it.</summary>
internal static class SecurityHeaders
{
    private const string VideoOriginsKey = "Video:Origins";

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app)
    {
        var origins = app.ApplicationServices.GetRequiredService<IConfiguration>().GetSection(VideoOriginsKey).Get<string[]>() ?? [];
        var policy = PolicyFor(origins);
        var dashboardPolicy = policy.Replace("style-src 'self'", "style-src 'self' 'unsafe-inline'", StringComparison.Ordinal);
        return app.Use((context, next) => SendAsync(context, next, IsDashboard(context) ? dashboardPolicy : policy));
    }

    /// <summary>What the page may load: its own, and the video of these origins.</summary>
    internal static string PolicyFor(IReadOnlyCollection<string> videoOrigins)
    {
        if (videoOrigins.FirstOrDefault(origin => !IsOrigin(origin)) is { } wrong)
        {
            throw new InvalidOperationException($"The setting {VideoOriginsKey} has \"{wrong}\", which is not an origin like https://video.example.");
        }

        var video = string.Concat(videoOrigins.Select(origin => $" {origin}"));
        return $"default-src 'self'; img-src 'self' data: https:; media-src 'self' https: blob:{video}; "
            + $"connect-src 'self' ws: wss:{video}; style-src 'self'; script-src 'self'; object-src 'none'; "
            + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    }

    /// <summary>The silos' own dashboard is Orleans' page and writes styles into its elements.</summary>
    private static bool IsDashboard(HttpContext context) => context.Request.Path.StartsWithSegments(SiloDashboardAccess.Path);

    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http"
        && uri.GetLeftPart(UriPartial.Authority) == text && uri.UserInfo.Length == 0;

    private static Task SendAsync(HttpContext context, RequestDelegate next, string policy)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        return next(context);
    }
}
