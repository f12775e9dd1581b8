using Microsoft.Playwright;
using SocialCommerce.Browser.Tests.Pages;
using SocialCommerce.Client;
using SocialCommerce.Tests.Shared;

namespace SocialCommerce.Browser.Figures.Measure;

/// <summary>A demo shop of its own with nobody in it, and a Chromium.</summary>
internal sealed class Shop : IAsyncDisposable
{
    public const string Room = "r_demo-tea";

    private const string RefreshTokenKey = "socialcommerce.refresh-token";

    private readonly TempDirectory _data;
    private readonly ServerProcess _server;
    private readonly Tests.Browser _browser;

    private Shop(TempDirectory data, ServerProcess server, Tests.Browser browser)
    {
        _data = data;
        _server = server;
        _browser = browser;
    }

    public Uri Url => _server.Url;

    public static async Task<Shop> OpenAsync(string webRoot)
    {
        // The server takes it from the environment that it is started with.
        ServerProcess.WebRoot = webRoot;
        var data = new TempDirectory();
        var server = await ServerProcess.StartAsync(data.Path, port: 0, "--no-crowd");
        return new Shop(data, server, await Tests.Browser.StartAsync());
    }

    /// <summary>A browser that has nothing cached, of somebody who is signed in; nobody without an account.</summary>
    public async Task<IPage> EnterAsync(string? account, Look? look = null)
    {
        var visitor = await _browser.OpenAsync(Url, look ?? new Look("en", "light", Screen.Desktop));
        var page = visitor.Page;
        await PageMeasures.InstallAsync(page);
        if (account is not null)
        {
            using var client = new SocialCommerceClient(Url);
            var tokens = await client.LoginAsync(account, ShopPage.Password);
            await page.AddInitScriptAsync($$"""
                if (sessionStorage.getItem("entered") === null) {
                  sessionStorage.setItem("entered", "yes");
                  localStorage.setItem("{{RefreshTokenKey}}", "{{tokens.RefreshToken}}");
                }
                """);
        }

        return page;
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        await _server.DisposeAsync();
        _data.Dispose();
    }
}
