using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using SocialCommerce.Api;
using SocialCommerce.Api.Hosting;
using SocialCommerce.Silo.Hosting;
using SocialCommerce.Silo.Storage;
using SocialCommerce.Tools.Demo;

namespace SocialCommerce.Tools.Serve;

/// <summary>
/// Silo and Api in one host, or the Api of a cluster. Tests start the same host that <c>./run</c> does.
/// </summary>
internal sealed class ServeHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ServeHost(WebApplication app) => _app = app;

    /// <summary>Where the page and the Api answer.</summary>
    public Uri Url => new(_app.Urls.First());

    public IServiceProvider Services => _app.Services;

    public bool IsDemoShop => Services.GetService<DemoShop>() is { IsOpen: true };

    /// <summary>Starts listening when the store is open; settings come on top of the program's own.</summary>
    /// <param name="dataDirectory">Null: no silo here, the cluster of the settings has the grains.</param>
    /// <exception cref="StoreException">The store cannot be opened.</exception>
    public static async Task<ServeHost> StartAsync(
        string host,
        int port,
        string? dataDirectory,
        DemoShopOptions? demo = null,
        IReadOnlyDictionary<string, string?>? settings = null,
        Action<WebApplicationBuilder>? configure = null,
        CancellationToken cancellationToken = default)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        // What a start goes wrong with is told in one line by whoever called; the host's own account is a stack trace.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None)
            .AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning)
            .AddFilter("Microsoft.AspNetCore", LogLevel.Warning)
            .AddFilter("Orleans", LogLevel.Warning);

        // Standard output is for whoever reads the address from it.
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Configuration.AddInMemoryCollection(settings ?? new Dictionary<string, string?>());
        builder.WebHost.UseUrls($"http://{host}:{port}");
        if (dataDirectory is null)
        {
            builder.UseClusterClient();
        }
        else
        {
            builder.Configuration[$"{SqliteStoreOptions.SectionName}:{nameof(SqliteStoreOptions.DataDirectory)}"] = dataDirectory;
            builder.AddSocialCommerceSilo();
        }

        builder.AddSocialCommerceApi();
        if (demo is not null)
        {
            builder.AddDemoShop(demo);
        }

        configure?.Invoke(builder);
        var app = builder.Build();
        try
        {
            // Opened before anything listens, so that a directory in use is refused with its own words.
            app.Services.GetService<SqliteStore>();
            app.MapSocialCommerceApi();
            app.MapSiloDashboard();
            if (demo is not null)
            {
                app.MapDemoShop();
            }

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
        // Waiting for the shutdown has stopped it already; stopped twice, services would ask a silo that is gone.
        if (!_app.Lifetime.ApplicationStopped.IsCancellationRequested)
        {
            await _app.StopAsync();
        }

        await _app.DisposeAsync();
    }
}
