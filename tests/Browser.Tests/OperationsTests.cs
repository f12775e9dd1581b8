using Microsoft.Playwright;
using SocialCommerce.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace SocialCommerce.Browser.Tests;

/// <summary>The operators' page in a real browser, against the real program with its crowd.</summary>
public sealed class OperationsTests
{
    private const string Password = "demo-password-1";

    /// <summary>The crowd has to arrive, and a process that stops has to be missed.</summary>
    private static readonly LocatorAssertionsToBeVisibleOptions Patient = new() { Timeout = 30_000 };

    [BrowserFact]
    public async Task Operator_WatchesTheCluster_LooksIntoAGrain_AndSeesThatItEnds()
    {
        using var data = new TempDirectory();
        var server = await ServerProcess.StartAsync(data.Path, port: 0);
        await using var browser = await Browser.StartAsync();
        var visitor = await browser.OpenAsync(server.Url, width: 1440, height: 1000);
        var page = visitor.Page;
        await visitor.SignInAsync("operator", Password);
        await page.GetByTestId("operations-link").ClickAsync();

        await ExpectStateAsync(page, "live");
        await Expect(page.GetByTestId("process")).ToHaveCountAsync(1);
        await Expect(page.GetByTestId("method-row").First).ToBeVisibleAsync(Patient);
        await Expect(page.GetByTestId("room-load").First).ToBeVisibleAsync(Patient);
        await Expect(page.GetByTestId("heat-map").Locator("canvas")).ToBeVisibleAsync();
        await Expect(page.GetByTestId("load-chart").Locator(".uplot")).ToBeVisibleAsync(Patient);
        await Expect(page.GetByTestId("neighbourhood-graph")).ToBeVisibleAsync(Patient);
        await SortAsync(page);
        await visitor.PictureAsync("operations");

        await LookIntoAsync(page);
        await visitor.PictureAsync("operations-grain");
        await page.GoBackAsync();
        await ExpectStateAsync(page, "live");
        Assert.Empty(visitor.Errors);

        await server.DisposeAsync();
        await ExpectStateAsync(page, "stale");
    }

    [BrowserFact]
    public async Task Shopper_HasNoLink_AndIsToldNo()
    {
        using var data = new TempDirectory();
        await using var server = await ServerProcess.StartAsync(data.Path, port: 0, "--no-crowd");
        await using var browser = await Browser.StartAsync();
        var visitor = await browser.OpenAsync(server.Url);
        await visitor.SignInAsync("shopper", Password);

        await Expect(visitor.Page.GetByTestId("operations-link")).ToHaveCountAsync(0);
        await visitor.Page.GotoAsync("/operations/grains/room/r-1");

        await Expect(visitor.Page.Locator("[role=alert]").First).ToBeVisibleAsync(Patient);
    }

    private static Task ExpectStateAsync(IPage page, string state) => Expect(page.GetByTestId("freshness"))
        .ToHaveAttributeAsync("data-state", state, new LocatorAssertionsToHaveAttributeOptions { Timeout = 30_000 });

    private static async Task SortAsync(IPage page)
    {
        await page.GetByTestId("sort-name").ClickAsync();
        await Expect(page.Locator("th[aria-sort=ascending]")).ToHaveCountAsync(1);
        await page.GetByTestId("method-filter").FillAsync("room.");
        await Expect(page.GetByTestId("method-row").First).ToContainTextAsync("room.");
        await page.GetByTestId("method-filter").FillAsync("");
        await page.GetByTestId("sort-perSecond").ClickAsync();
        await Expect(page.Locator("th[aria-sort=descending]")).ToHaveCountAsync(1);
    }

    private static async Task LookIntoAsync(IPage page)
    {
        await page.GetByTestId("room-load").First.Locator("a").ClickAsync();
        await Expect(page.GetByTestId("grain-page")).ToBeVisibleAsync();
        await Expect(page.GetByTestId("grain-calls-row").First).ToBeVisibleAsync(Patient);
    }
}
