using System.Globalization;
using Microsoft.Playwright;
using SocialCommerce.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace SocialCommerce.Browser.Tests;

/// <summary>What an operator does on the page of experiments.</summary>
internal sealed class ExperimentsPage(IPage page)
{
    private ILocator Variants => page.GetByTestId("experiment-variant");

    /// <summary>By the link that only operators have.</summary>
    public async Task OpenAsync()
    {
        await page.GotoAsync("/me");
        await page.GetByTestId("experiments-link").ClickAsync();
    }

    public async Task DefineAsync(string name, string parameters)
    {
        await page.GetByTestId("experiment-name").FillAsync(name);
        await page.GetByTestId("experiment-parameters").Last.FillAsync(parameters);
        await page.GetByTestId("experiment-create").ClickAsync();
    }

    public Task StartAsync() => page.GetByTestId("experiment-start").ClickAsync();

    public async Task StopAsync()
    {
        page.Dialog += (_, dialog) => dialog.AcceptAsync();
        await page.GetByTestId("experiment-stop").ClickAsync();
    }

    public Task ReloadAsync() => page.ReloadAsync();

    public Task ListAsync() => page.GotoAsync("/experiments");

    public Task ExpectStatusAsync(string status) =>
        Expect(page.GetByTestId("experiment-status")).ToHaveAttributeAsync("data-status", status);

    public async Task ExpectListedAsync(string name, string status)
    {
        var entry = page.GetByTestId("experiment").Filter(new LocatorFilterOptions { HasText = name });
        await Expect(entry).ToHaveAttributeAsync("data-status", status);
    }

    /// <summary>The table of each metric has all units.</summary>
    public async Task ExpectUnitsAsync(int atLeast)
    {
        var units = await Eventually.GetAsync(CountUnitsAsync, counted => counted >= atLeast);
        Assert.True(units >= atLeast, $"{units} units");
    }

    private async Task<int> CountUnitsAsync()
    {
        var units = await Variants.EvaluateAllAsync<string[]>("rows => rows.map(row => row.dataset.units)");
        return units.Sum(count => int.Parse(count, CultureInfo.InvariantCulture));
    }
}
