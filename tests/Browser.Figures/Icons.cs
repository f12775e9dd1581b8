using Microsoft.Playwright;
using SocialCommerce.Browser.Tests;
using SocialCommerce.Tests.Shared;

namespace SocialCommerce.Browser.Figures;

/// <summary>Draws the icons that installing needs from the one picture there is.</summary>
internal static class Icons
{
    private const string Brand = "#c8401b";

    public static async Task DrawAsync()
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions { ExecutablePath = Chromium.Find(), Args = ["--no-sandbox", "--disable-gpu"] });
        var page = await browser.NewPageAsync();
        await DrawAsync(page, "icon-192", 192, 1, "transparent");
        await DrawAsync(page, "icon-512", 512, 1, "transparent");

        // A mask may take a fifth of it off.
        await DrawAsync(page, "maskable-512", 512, 0.8, Brand);
        await DrawAsync(page, "apple-touch-icon", 180, 1, Brand);
    }

    private static async Task DrawAsync(IPage page, string name, int size, double share, string background)
    {
        var svg = await File.ReadAllTextAsync(ServerProcess.Setting("Favicon"));
        var inner = (int)(size * share);
        await page.SetViewportSizeAsync(size, size);
        await page.SetContentAsync($$"""
            <style>body{margin:0;display:grid;place-items:center;height:100vh;background:{{background}}}svg{width:{{inner}}px;height:{{inner}}px}</style>
            {{svg}}
            """);
        var path = Path.Combine(ServerProcess.Setting("Icons"), $"{name}.png");
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = path, OmitBackground = true });
    }
}
