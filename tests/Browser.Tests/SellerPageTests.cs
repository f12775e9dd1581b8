using SocialCommerce.Browser.Tests.Pages;
using SocialCommerce.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace SocialCommerce.Browser.Tests;

/// <summary>The page of somebody who sells and hosts, and of somebody who does neither.</summary>
public sealed class SellerPageTests
{
    [BrowserFact]
    public async Task Seller_FromTheirProduct_ShowsWhatTheySellAndHost()
    {
        using var data = new TempDirectory();
        await using var server = await ServerProcess.StartAsync(data.Path, port: 0, "--no-crowd");
        var product = await ShopContent.OfferAsync(server.Url);
        var replay = await ShopContent.ReplayAsync(server.Url, product);
        await using var browser = await Browser.StartAsync();
        var visitor = await browser.OpenAsync(server.Url);
        await visitor.SignInAsync("shopper", ShopPage.Password);
        var page = visitor.Page;

        await visitor.OpenAsync($"/products/{product.ProductId}");
        await page.GetByTestId("sold-by").Locator("a").ClickAsync();

        await Expect(page.GetByTestId("person")).ToBeVisibleAsync();
        await Expect(page.GetByTestId("for-sale").Locator($"[data-product-id='{product.ProductId}']")).ToBeVisibleAsync();
        await Expect(page.GetByTestId("open-rooms").GetByTestId("room-card").First).ToBeVisibleAsync();
        await Expect(page.GetByTestId("replays").Locator($"[data-room-id='{replay}']")).ToBeVisibleAsync();
        await page.GetByTestId("follow").ClickAsync();
        await Expect(page.GetByTestId("follow")).ToHaveAttributeAsync("aria-pressed", "true");

        // The product's page asked for a review of one's own, and there is none.
        Assert.DoesNotContain(visitor.Errors, error => !error.Contains("404", StringComparison.Ordinal));
    }
}
