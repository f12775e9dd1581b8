using SocialCommerce.Client;
using SocialCommerce.Tests.Shared;

namespace SocialCommerce.Browser.Tests;

/// <summary>The operators' page of experiments in a real browser, against the real program.</summary>
public sealed class ExperimentTests
{
    private const string Password = "demo-password-1";

    [BrowserFact]
    public async Task Experiments_AnOperatorDefinesStartsAndStopsOne_SeesItsUnits()
    {
        using var data = new TempDirectory();
        await using var server = await ServerProcess.StartAsync(data.Path, port: 0, "--no-crowd");
        await using var browser = await Browser.StartAsync();
        var visitor = await browser.OpenAsync(server.Url);
        await visitor.SignInAsync("operator", Password);
        var page = new ExperimentsPage(visitor.Page);
        await page.OpenAsync();
        await page.DefineAsync("More diverse", "diversity=0.3");
        await page.ExpectStatusAsync("draft");
        await page.StartAsync();
        await page.ExpectStatusAsync("running");

        await SuggestAsync(server.Url);
        await page.ReloadAsync();

        await page.ExpectUnitsAsync(atLeast: 1);
        await visitor.PictureAsync("experiment");
        await page.StopAsync();
        await page.ExpectStatusAsync("stopped");
        await page.ListAsync();
        await page.ExpectListedAsync("More diverse", "stopped");
        Assert.Empty(visitor.Errors);
    }

    private static async Task SuggestAsync(Uri url)
    {
        using var shopper = new SocialCommerceClient(url);
        await shopper.LoginAsync("shopper", Password);
        var list = await Eventually.GetAsync(() => shopper.GetSuggestionsAsync(5), list => list.Variant.Contains('/', StringComparison.Ordinal));
        Assert.Contains('/', list.Variant);
    }
}
