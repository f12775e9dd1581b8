using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SocialCommerce.Client.Orders;
using SocialCommerce.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace SocialCommerce.Browser.Tests;

/// <summary>Somebody who has not signed in looks around, has a cart, and takes it along.</summary>
public sealed partial class GuestTests
{
    private const string Room = "r_demo-tea";
    private const string Shopper = "shopper";
    private const string Password = "demo-password-1";

    [BrowserFact]
    public async Task Guest_PutsIntoTheCartAndSignsIn_PaysForIt()
    {
        using var data = new TempDirectory();
        await using var server = await ServerProcess.StartAsync(data.Path, 0, "--no-crowd");
        var goods = await DemoTrade.FindGoodsAsync(server, 2);
        await using var browser = await Browser.StartAsync();
        var visitor = await browser.OpenAsync(server.Url);
        var (page, buyer) = (visitor.Page, new Buyer(visitor));

        await LookAroundAsync(visitor);
        await buyer.AddToCartAsync(goods[0].ProductId, times: 2);
        await buyer.ExpectUnitsAsync(2);
        await visitor.PictureAsync("guest-product");
        await buyer.AddToCartAsync(goods[1].ProductId, times: 1);
        await buyer.ExpectUnitsAsync(3);
        await page.GetByTestId("cart-link").ClickAsync();
        await page.Locator($"[data-testid=cart-line][data-product-id='{goods[1].ProductId}']").GetByTestId("cart-remove").ClickAsync();
        await buyer.ExpectUnitsAsync(2);
        await visitor.PictureAsync("guest-cart");

        await page.GetByTestId("to-checkout").ClickAsync();
        await Expect(page.GetByTestId("cart-comes-along")).ToBeVisibleAsync();
        await visitor.PictureAsync("guest-checkout");
        await buyer.ClickWalkInAsync(Shopper);
        await buyer.PayAsync();

        await buyer.ExpectOrderStatusAsync("paid");
        await buyer.ExpectUnitsAsync(0);
        var order = Assert.Single(await DemoTrade.OrdersOfShopperAsync(server));
        Assert.Equal((OrderStatus.Paid, goods[0].ProductId, 2), (order.Status, order.Items[0].ProductId, order.Items[0].Quantity));
        await Expect(page.GetByTestId("orders-link")).ToBeVisibleAsync();
        Assert.Empty(visitor.Errors);
    }

    [BrowserFact]
    public async Task Cart_OfAGuest_IsOneInAllTabsAndNobodyElsesAfterwards()
    {
        using var data = new TempDirectory();
        await using var server = await ServerProcess.StartAsync(data.Path, 0, "--no-crowd");
        var goods = await DemoTrade.FindGoodsAsync(server, 1);
        await using var browser = await Browser.StartAsync();
        var visitor = await browser.OpenAsync(server.Url);
        var other = new Visitor(await visitor.Page.Context.NewPageAsync());
        var (buyer, beside) = (new Buyer(visitor), new Buyer(other));
        await other.Page.GotoAsync("/cart");
        await Expect(other.Page.GetByTestId("cart-empty")).ToBeVisibleAsync();

        // Bought by a guest, it goes into the cart; the other tab has the same one.
        await visitor.Page.GotoAsync($"/products/{goods[0].ProductId}");
        await visitor.Page.GetByTestId("buy-now").ClickAsync();
        await Expect(visitor.Page.GetByTestId("sign-in-user")).ToBeVisibleAsync();
        await Expect(visitor.Page).ToHaveURLAsync(CheckoutAddress());
        await beside.ExpectUnitsAsync(1);

        // Signing in here does it there, and the cart is the user's.
        await buyer.ClickWalkInAsync(Shopper);
        await Expect(visitor.Page.GetByTestId("checkout-lines")).ToBeVisibleAsync();
        await other.ExpectSignedInAsync();
        await beside.ExpectUnitsAsync(1);

        // Signing out leads home, and leaves nothing to whoever comes next.
        await visitor.Page.GotoAsync("/me");
        await visitor.Page.GetByTestId("sign-out").ClickAsync();
        await Expect(visitor.Page.GetByTestId("welcome")).ToBeVisibleAsync();
        await buyer.ExpectUnitsAsync(0);
        await beside.ExpectUnitsAsync(0);
        await buyer.ClickWalkInAsync("merchant");
        await Expect(visitor.Page.GetByTestId("activity")).ToBeVisibleAsync();
        await buyer.ExpectUnitsAsync(0);
        Assert.Empty(visitor.Errors.Concat(other.Errors));
    }

    [BrowserFact]
    public async Task Room_SeenByAGuest_LeadsToSignInAndBack()
    {
        using var data = new TempDirectory();
        await using var server = await ServerProcess.StartAsync(data.Path, 0, "--no-crowd");
        await DemoTrade.FindGoodsAsync(server, 1);
        await using var browser = await Browser.StartAsync();
        var visitor = await browser.OpenAsync(server.Url);
        var page = visitor.Page;
        await page.GotoAsync("/");
        await page.Locator($"[data-testid=room-card][data-room-id='{Room}'] a").First.ClickAsync();

        await Expect(page.GetByTestId("pinned-product").First).ToBeVisibleAsync();
        await Expect(page.Locator(".goods [data-product-id]").First).ToBeVisibleAsync();
        await Expect(page.GetByTestId("comment-input")).ToHaveCountAsync(0);
        await visitor.PictureAsync("guest-room");
        await page.GetByTestId("sign-in-here").ClickAsync();
        await SignInAsync(page);

        await visitor.ExpectConnectionAsync("live");
        await Expect(page.GetByTestId("comment-input")).ToBeEnabledAsync();
        Assert.EndsWith($"/rooms/{Room}", page.Url, StringComparison.Ordinal);
        await page.GoBackAsync();
        await Expect(page.GetByTestId("comment-input")).ToBeEnabledAsync();
        Assert.Empty(visitor.Errors);
    }

    [BrowserFact]
    public async Task SignIn_WithALinkElsewhere_StaysInTheShop()
    {
        using var data = new TempDirectory();
        await using var server = await ServerProcess.StartAsync(data.Path, 0, "--no-crowd");
        await using var browser = await Browser.StartAsync();
        foreach (var next in new[] { "//example.org", "https://example.org/", "/\\example.org", "/.//example.org", "/%09/example.org" })
        {
            var visitor = await browser.OpenAsync(server.Url);
            await visitor.Page.GotoAsync($"/sign-in?next={next}");

            await SignInAsync(visitor.Page);

            await Expect(visitor.Page).ToHaveURLAsync(server.Url.ToString());
            await Expect(visitor.Page.GetByTestId("activity")).ToBeVisibleAsync();
            Assert.Empty(visitor.Errors);
            await visitor.Page.Context.CloseAsync();
        }
    }

    private static async Task LookAroundAsync(Visitor visitor)
    {
        var page = visitor.Page;
        await page.GotoAsync("/");
        await Expect(page.GetByTestId("welcome")).ToBeVisibleAsync();
        await Expect(page.GetByTestId("room-card").First).ToBeVisibleAsync();
        await Expect(page.GetByTestId("activity")).ToHaveCountAsync(0);
        await visitor.PictureAsync("guest-home");

        // Nobody is followed by a guest: whoever wants to is asked to sign in, and comes back.
        await page.Locator("[data-product-id] a").First.ClickAsync();
        await Expect(page.GetByTestId("reviews")).ToBeVisibleAsync();
        var product = new Uri(page.Url).PathAndQuery;
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Like", Exact = true }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Uri(new Uri(page.Url), $"/sign-in?next={Uri.EscapeDataString(product)}").ToString());
        await page.GoBackAsync();
        await Expect(page.GetByTestId("reviews")).ToBeVisibleAsync();
    }

    private static async Task SignInAsync(IPage page)
    {
        await page.GetByTestId("sign-in-user").FillAsync(Shopper);
        await page.GetByTestId("sign-in-password").FillAsync(Password);
        await page.GetByTestId("sign-in-submit").ClickAsync();
    }

    [GeneratedRegex("/checkout\\?currency=[A-Z]{3}$")]
    private static partial Regex CheckoutAddress();
}
