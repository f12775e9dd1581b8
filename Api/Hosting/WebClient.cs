using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace SocialCommerce.Api.Hosting;

/// <summary>
/// Serves the built web client from the folder of the setting Web:Root: its files, and its index page for every address
/// that the page's own router knows. Without the setting there is no page.
/// </summary>
internal static class WebClient
{
    private const string IndexFile = "/index.html";

    /// <summary>Vite names these files by their content.</summary>
    private const string HashedFolder = "/assets";

    /// <summary>The build puts a smaller copy beside each text.</summary>
    private const string BrotliSuffix = ".br";

    /// <summary>The framework's list lacks the parts of a video, and the copies.</summary>
    private static readonly Dictionary<string, string> ContentTypes =
        new(new FileExtensionContentTypeProvider().Mappings, StringComparer.OrdinalIgnoreCase)
        {
            [".m3u8"] = "application/vnd.apple.mpegurl",
            [".m4s"] = "video/iso.segment",
            [".ts"] = "video/mp2t",
            [BrotliSuffix] = "application/octet-stream",
        };

    private static readonly ImmutableArray<string> ServerPaths = ["/api", "/hubs", "/health", "/openapi", HashedFolder];

    public static void UseWebFiles(this WebApplication app)
    {
        if (Folder(app) is { } folder)
        {
            app.Use((context, next) => PreferSmallerAsync(context, folder, next));
            app.UseStaticFiles(new StaticFileOptions
            {
                FileProvider = folder,
                ContentTypeProvider = new FileExtensionContentTypeProvider(ContentTypes),
                OnPrepareResponse = Describe,
            });
        }
    }

    /// <summary>Behind routing: only what no endpoint wanted becomes the page.</summary>
    public static void UseWebPages(this WebApplication app)
    {
        if (Folder(app) is not { } folder)
        {
            return;
        }

        app.Use((context, next) => IsPage(context) ? SendIndexAsync(context, folder, next) : next(context));
    }

    private static PhysicalFileProvider? Folder(WebApplication app)
    {
        var root = app.Configuration["Web:Root"];
        return !string.IsNullOrEmpty(root) && Directory.Exists(root) ? new PhysicalFileProvider(Path.GetFullPath(root)) : null;
    }

    private static bool IsPage(HttpContext context) =>
        context.GetEndpoint() is null
        && (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
        && !ServerPaths.Any(path => context.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase))
        && !Path.HasExtension(context.Request.Path);

    private static Task SendIndexAsync(HttpContext context, PhysicalFileProvider folder, RequestDelegate next)
    {
        var index = folder.GetFileInfo(IndexFile);
        if (!index.Exists)
        {
            return next(context);
        }

        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.CacheControl = "no-cache";
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.SendFileAsync(index);
    }

    private static Task PreferSmallerAsync(HttpContext context, PhysicalFileProvider folder, RequestDelegate next)
    {
        var path = context.Request.Path;
        if (path.StartsWithSegments(HashedFolder, StringComparison.Ordinal) && ReadsBrotli(context)
            && folder.GetFileInfo(path + BrotliSuffix).Exists)
        {
            context.Request.Path = path + BrotliSuffix;
        }

        return next(context);
    }

    private static bool ReadsBrotli(HttpContext context) =>
        context.Request.GetTypedHeaders().AcceptEncoding.Any(encoding => encoding.Value == "br" && encoding.Quality is not 0);

    private static void Describe(StaticFileResponseContext file)
    {
        var (path, headers) = (file.Context.Request.Path, file.Context.Response.Headers);
        var isHashed = path.StartsWithSegments(HashedFolder, StringComparison.Ordinal);
        headers.CacheControl = isHashed ? "public, max-age=31536000, immutable" : "no-cache";
        if (isHashed)
        {
            headers.Vary = "Accept-Encoding";
        }

        if (isHashed && path.Value!.EndsWith(BrotliSuffix, StringComparison.Ordinal))
        {
            headers.ContentEncoding = "br";
            headers.ContentType = ContentTypes[Path.GetExtension(path.Value[..^BrotliSuffix.Length])];
        }
    }
}
