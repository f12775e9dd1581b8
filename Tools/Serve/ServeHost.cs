using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SocialCommerce.Api;
using SocialCommerce.Silo.Hosting;
using SocialCommerce.Silo.Storage;

namespace SocialCommerce.Tools.Serve;

/// <summary>Silo and Api in one host. Tests start the same host that <c>./run</c> does.</summary>
public sealed class ServeHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ServeHost(WebApplication app) => _app = app;

    /// <summary>Where the page and the Api answer.</summary>
    public Uri Url => new(_app.Urls.First());

    public IServiceProvider Services => _app.Services;

    /// <summary>Starts listening when the store is open; settings come on top of the program's own.</summary>
    /// <exception cref="StoreException">The store cannot be opened.</exception>
    public static async Task<ServeHost> StartAsync(
        string host,
        int port,
        string dataDirectory,
        IReadOnlyDictionary<string, string?>? settings = null,
        Action<WebApplicationBuilder>? configure = null,
        CancellationToken cancellationToken = default)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        // What a start goes wrong with is told in one line by whoever called; the host's own account is a stack trace.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None)
            .AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning)
            .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Warning);
        builder.Configuration.AddInMemoryCollection(settings ?? new Dictionary<string, string?>());
        builder.Configuration[$"{SqliteStoreOptions.SectionName}:{nameof(SqliteStoreOptions.DataDirectory)}"] = dataDirectory;
        builder.WebHost.UseUrls($"http://{host}:{port}");
        builder.AddSocialCommerceSilo();
        builder.AddSocialCommerceApi();
        configure?.Invoke(builder);
        var app = builder.Build();
        try
        {
            // Opened before anything listens, so that a directory in use is refused with its own words.
            app.Services.GetRequiredService<SqliteStore>();
            app.MapSocialCommerceApi();
            await app.StartAsync(cancellationToken);
            return new ServeHost(app);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    public Task WaitForShutdownAsync(CancellationToken cancellationToken) => _app.WaitForShutdownAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
