using SocialCommerce.Tests.Shared;

namespace SocialCommerce.Browser.Tests.Pages;

/// <summary>Nothing that axe-core calls serious or critical on any page, in both languages, both colours, on both screens.</summary>
public sealed class AccessibilityTests
{
    [BrowserFact]
    public async Task EveryPage_InEveryLook_HasNothingSerious()
    {
        using var data = new TempDirectory();
        await using var server = await ServerProcess.StartAsync(data.Path, port: 0, "--no-crowd");
        var pages = await ShopPage.ListAsync(server.Url);
        await using var browser = await Browser.StartAsync();

        var found = new List<string>();
        foreach (var look in Look.Pairs)
        {
            foreach (var ofAccount in pages.GroupBy(page => page.Account))
            {
                found.AddRange(await FindAsync(browser, server.Url, look, ofAccount.Key, ofAccount));
            }
        }

        Assert.True(found.Count == 0, string.Join('\n', found.Distinct()));
    }

    private static async Task<IReadOnlyList<string>> FindAsync(
        Browser browser, Uri shop, Look look, string? account, IEnumerable<ShopPage> pages)
    {
        var visitor = await browser.OpenAsync(shop, look);
        if (account is not null)
        {
            await visitor.SignInAsync(account, ShopPage.Password);
        }

        var found = new List<string>();
        foreach (var page in pages)
        {
            await visitor.OpenAsync(page.Path);
            found.AddRange((await Axe.FindAsync(visitor.Page)).Select(violation => $"{page.Name} {look}: {violation}"));
        }

        await visitor.Page.Context.CloseAsync();
        return found;
    }
}
