using SocialCommerce.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace SocialCommerce.Browser.Tests.Pages;

/// <summary>The page for developers: readable by everybody, and its console talks to the real hub.</summary>
public sealed class DocsTests
{
    [BrowserFact]
    public async Task Docs_WithoutSigningIn_ShowTheWholeReference()
    {
        using var data = new TempDirectory();
        await using var server = await ServerProcess.StartAsync(data.Path, port: 0, "--no-crowd");
        await using var browser = await Browser.StartAsync();
        var visitor = await browser.OpenAsync(server.Url);
        await visitor.OpenAsync("/docs");

        await visitor.Page.GetByTestId("operation-search").FillAsync("post orders place");
        await Expect(visitor.Page.GetByTestId("operation")).ToHaveCountAsync(1);
        var operation = visitor.Page.GetByTestId("operation");
        await operation.Locator("summary").First.ClickAsync();
        await Expect(operation).ToContainTextAsync("voucherIds");
        await Expect(operation.GetByTestId("curl")).ToContainTextAsync("authorization: Bearer $TOKEN");
        await Expect(visitor.Page.GetByTestId("sample-csharp")).ToContainTextAsync("HubConnectionBuilder");
        Assert.DoesNotContain(visitor.Errors, error => !error.Contains("404", StringComparison.Ordinal));
    }

    [BrowserFact]
    public async Task Console_JoinsARoomAndSpeaks_ShowsTheFrames()
    {
        using var data = new TempDirectory();
        await using var server = await ServerProcess.StartAsync(data.Path, port: 0, "--no-crowd");
        await using var browser = await Browser.StartAsync();
        var visitor = await browser.OpenAsync(server.Url);
        await visitor.SignInAsync("shopper", ShopPage.Password);
        await visitor.Page.GetByTestId("docs-link").ClickAsync();
        var page = visitor.Page;

        await page.GetByTestId("hub-console-connect").ClickAsync();
        await Expect(page.GetByTestId("hub-console-state")).ToHaveAttributeAsync("data-connected", "true");
        await page.GetByTestId("hub-console-send").ClickAsync();
        await Expect(page.Locator("[data-testid=hub-frame][data-direction=answered][data-name=JoinRoom]")).ToContainTextAsync("\"snapshot\"");
        await page.GetByTestId("hub-console-method").SelectOptionAsync("SendComment");
        await page.GetByTestId("hub-console-send").ClickAsync();

        await Expect(page.Locator("[data-testid=hub-frame][data-direction=answered][data-name=SendComment]")).ToContainTextAsync("\"seq\"");
        await Expect(page.Locator("[data-testid=hub-frame][data-name=Events]").First).ToContainTextAsync("comment.added");
        Assert.Empty(visitor.Errors);
    }

    [BrowserFact]
    public async Task Console_OfAnOperator_IsSentTheCluster()
    {
        using var data = new TempDirectory();
        await using var server = await ServerProcess.StartAsync(data.Path, port: 0, "--no-crowd");
        await using var browser = await Browser.StartAsync();
        var visitor = await browser.OpenAsync(server.Url);
        await visitor.SignInAsync("operator", ShopPage.Password);
        await visitor.OpenAsync("/docs");
        var page = visitor.Page;
        await Expect(page.Locator("[data-testid=hub-method][data-hub=operations]")).ToContainTextAsync("Subscribe");

        await page.GetByTestId("hub-console-hub").SelectOptionAsync("operations");
        await Expect(page.GetByTestId("hub-console-room")).ToHaveCountAsync(0);
        await page.GetByTestId("hub-console-connect").ClickAsync();
        await Expect(page.GetByTestId("hub-console-state")).ToHaveAttributeAsync("data-connected", "true");
        await page.GetByTestId("hub-console-send").ClickAsync();

        await Expect(page.Locator("[data-testid=hub-frame][data-direction=answered][data-name=Subscribe]")).ToContainTextAsync("\"ok\"");
        await Expect(page.Locator("[data-testid=hub-frame][data-name=ClusterFrame]").First).ToContainTextAsync("\"processes\"");
        Assert.Empty(visitor.Errors);
    }
}
