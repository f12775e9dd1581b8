using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using SocialCommerce.Tools.Demo.Catalogue;

namespace SocialCommerce.Tools.Demo.Images;

/// <summary>Serves the pictures of the demo shop's products, drawn when first asked for.</summary>
internal static class DemoImageEndpoints
{
    public const string Folder = "/images/products";

    // An SVG opened by itself is a document of this origin: it may run and load nothing.
    private const string ContentSecurityPolicy = "default-src 'none'; sandbox";

    /// <summary>Bounded by the catalogue: an unknown name is never kept.</summary>
    private static readonly ConcurrentDictionary<string, string> Drawn = new();

    public static void MapDemoImages(this IEndpointRouteBuilder routes) =>
        routes.MapGet($"{Folder}/{{slug}}.svg", Get).AllowAnonymous().DisableRateLimiting().ExcludeFromDescription();

    private static Results<ContentHttpResult, NotFound> Get(string slug, HttpContext context)
    {
        if (!DemoCatalogue.BySlug.TryGetValue(slug, out var product))
        {
            return TypedResults.NotFound();
        }

        context.Response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
        context.Response.Headers.CacheControl = "public, max-age=86400";
        return TypedResults.Text(Drawn.GetOrAdd(slug, static (_, known) => ProductImage.Draw(known), product), "image/svg+xml");
    }
}
