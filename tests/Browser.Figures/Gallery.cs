using System.Globalization;
using System.Text;
using Microsoft.Playwright;
using SocialCommerce.Browser.Tests.Pages;
using SocialCommerce.Tests.Shared;

namespace SocialCommerce.Browser.Figures;

/// <summary>Takes a picture of every page in every look, of a demo shop with its crowd in it, into docs/pictures.</summary>
internal static class Gallery
{
    private const int Quality = 72;

    /// <summary>The crowd has to have said and bought something.</summary>
    private static readonly TimeSpan Warming = TimeSpan.FromSeconds(45);

    public static async Task TakeAsync(IReadOnlyList<string> names)
    {
        using var data = new TempDirectory();
        await using var server = await ServerProcess.StartAsync(data.Path, port: 0);
        await using var browser = await Tests.Browser.StartAsync();
        var pages = await ShopPage.ListAsync(server.Url);
        await Task.Delay(Warming);
        var wanted = pages.Where(page => names.Count == 0 || names.Contains(page.Name)).ToList();
        foreach (var look in Look.All)
        {
            foreach (var ofAccount in wanted.GroupBy(page => page.Account))
            {
                await TakeAsync(browser, server.Url, look, ofAccount.Key, ofAccount);
            }
        }

        await File.WriteAllTextAsync(Path.Combine(ServerProcess.Setting("PicturesPath"), "README.md"), Index(pages));
    }

    private static async Task TakeAsync(
        Tests.Browser browser, Uri shop, Look look, string? account, IEnumerable<ShopPage> pages)
    {
        var visitor = await browser.OpenAsync(shop, look);
        if (account is not null)
        {
            await visitor.SignInAsync(account, ShopPage.Password);
        }

        foreach (var page in pages)
        {
            await visitor.OpenAsync(page.Path);
            await visitor.Page.WaitForTimeoutAsync(2_500);
            var path = Path.Combine(ServerProcess.Setting("PicturesPath"), FileOf(page, look));
            await visitor.Page.ScreenshotAsync(
                new PageScreenshotOptions { Path = path, Type = ScreenshotType.Jpeg, Quality = Quality });
            Console.WriteLine(path);
        }

        await visitor.Page.Context.CloseAsync();
    }

    private static string FileOf(ShopPage page, Look look) => $"{page.Name}-{look}.jpg";

    private static string Index(IReadOnlyList<ShopPage> pages)
    {
        var text = new StringBuilder("""
            # Pictures

            Every page of the demo shop with its crowd in it, at 1440 × 900 and 390 × 844, in English and Chinese, light and dark.
            `dotnet run --project tests/Browser.Figures -c Release -- pictures` takes them again.


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
