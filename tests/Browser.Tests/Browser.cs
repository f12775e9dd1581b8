using Microsoft.Playwright;
using SocialCommerce.Browser.Tests.Pages;

namespace SocialCommerce.Browser.Tests;

/// <summary>A Chromium without a window.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Browser(IPlaywright playwright, IBrowser browser)
    {
        _playwright = playwright;
        _browser = browser;
    }

    public static async Task<Browser> StartAsync()
    {
        var playwright = await Playwright.CreateAsync();
        return new Browser(playwright, await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Chromium.Find(),
            Args = Arguments,
        }));
    }

    /// <summary>Somebody with a browser of their own: cookies, storage and errors are not shared.</summary>
    public async Task<Visitor> OpenAsync(Uri url, int width = 1280, int height = 860)
    {
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = url.ToString(),
            Locale = "en-GB",
            ViewportSize = new ViewportSize { Width = width, Height = height },
        });
        return new Visitor(await context.NewPageAsync());
    }

    /// <summary>Somebody who has chosen a language and colours, and wants nothing to move.</summary>
    public async Task<Visitor> OpenAsync(Uri url, Look look)
    {
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = url.ToString(),
            Locale = look.Language == "zh" ? "zh-CN" : "en-GB",
            ColorScheme = look.Theme == "dark" ? ColorScheme.Dark : ColorScheme.Light,
            ReducedMotion = ReducedMotion.Reduce,
            ViewportSize = new ViewportSize { Width = look.Screen.Width, Height = look.Screen.Height },
            HasTouch = look.Screen == Screen.Phone,
        });
        return new Visitor(await context.NewPageAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
