using System.Globalization;
using System.Text;
using Microsoft.Playwright;
using SocialCommerce.Browser.Tests.Pages;
using SocialCommerce.Tests.Shared;

namespace SocialCommerce.Browser.Figures;

/// <summary>Takes a picture of every page in every look, of a demo shop with its crowd in it, into docs/pictures.</summary>
internal static class Gallery
{
    private static readonly Dictionary<string, object> Picture = new() { ["format"] = "webp", ["quality"] = 60 };

    /// <summary>The crowd has to have said and bought something.</summary>
    private const float WarmMs = 30_000;

    /// <summary>Operators' figures come every second, and the first ones say how things were since the one before.</summary>
    private const float SettleMs = 4_000;

    public static async Task TakeAsync(IReadOnlyList<string> names)
    {
        using var data = new TempDirectory();
        await using var server = await ServerProcess.StartAsync(data.Path, port: 0);
        await using var browser = await Tests.Browser.StartAsync();
        var pages = await ShopPage.ListAsync(server.Url);
        var wanted = pages.Where(page => names.Count == 0 || names.Contains(page.Name)).ToList();
        foreach (var screen in new[] { Screen.Desktop, Screen.Phone })
        {
            foreach (var ofAccount in wanted.GroupBy(page => page.Account))
            {
                await TakeAsync(browser, server.Url, screen, ofAccount.Key, ofAccount);
            }
        }

        await File.WriteAllTextAsync(Path.Combine(ServerProcess.Setting("PicturesPath"), "README.md"), Index(pages));
    }

    private static async Task TakeAsync(
        Tests.Browser browser, Uri shop, Screen screen, string? account, IEnumerable<ShopPage> pages)
    {
        var visitor = await browser.OpenAsync(shop, new Look("en", "light", screen));
        if (account is not null)
        {
            await visitor.SignInAsync(account, ShopPage.Password);
            await visitor.Page.WaitForTimeoutAsync(screen == Screen.Desktop ? WarmMs / 3 : 0);
        }

        foreach (var page in pages)
        {
            try
            {
                await visitor.OpenAsync(page.Path);
                await visitor.Page.WaitForTimeoutAsync(SettleMs);
                await TakeAsync(visitor.Page, page, screen);
            }
            catch (PlaywrightException exception)
            {
                // The others are worth taking all the same.
                await Console.Error.WriteLineAsync($"{page.Name}: {exception.Message}");
            }
        }

        await visitor.Page.Context.CloseAsync();
    }

    /// <summary>The page stays as it is; only its language and colours are chosen, by its own controls.</summary>
    private static async Task TakeAsync(IPage page, ShopPage shown, Screen screen)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        foreach (var language in new[] { "en", "zh" })
        {
            foreach (var theme in new[] { "light", "dark" })
            {
                await page.EvaluateAsync($"() => document.querySelector('[data-testid=theme-{theme}]').click()");
                await Motion.EndAsync(page);
                var path = Path.Combine(ServerProcess.Setting("PicturesPath"), FileOf(shown, new Look(language, theme, screen)));
                var taken = await session.SendAsync("Page.captureScreenshot", Picture);
                await File.WriteAllBytesAsync(path, taken!.Value.GetProperty("data").GetBytesFromBase64());
                Console.WriteLine(path);
            }

            await page.EvaluateAsync("() => document.querySelector('[data-testid=language-toggle]').click()");
        }

        await session.DetachAsync();
        await page.EvaluateAsync("() => document.querySelector('[data-testid=theme-system]').click()");
    }

    private static string FileOf(ShopPage page, Look look) => $"{page.Name}-{look}.webp";

    private static string Index(IReadOnlyList<ShopPage> pages)
    {
        var text = new StringBuilder("""
            # Pictures

            Every page of the demo shop with its crowd in it, at 1440 × 900 and 390 × 844, in English and Chinese, light and dark.
            `dotnet run --project tests/Browser.Figures -c Release -- pictures [NAME …]` takes them again, with Debian's chromium and a font
            that has Chinese characters and signs of feelings (`apt-get install fonts-noto-cjk fonts-noto-color-emoji`).


            """);
        foreach (var page in pages)
        {
            text.Append(CultureInfo.InvariantCulture, $"## {page.Name}\n\n");
            Append(text, page, Screen.Desktop, "49%");
            Append(text, page, Screen.Phone, "24%");
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, ShopPage page, Screen screen, string width)
    {
        foreach (var look in Look.All.Where(look => look.Screen == screen))
        {
            text.Append(CultureInfo.InvariantCulture, $"<img src=\"{FileOf(page, look)}\" alt=\"{page.Name}, {look}\" width=\"{width}\">\n");
        }

        text.Append('\n');
    }
}
