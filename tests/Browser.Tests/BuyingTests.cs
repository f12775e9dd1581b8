using System.Diagnostics;
using Microsoft.Playwright;
using SocialCommerce.Client.Orders;
using SocialCommerce.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace SocialCommerce.Browser.Tests;

/// <summary>Buying on the page, in Chromium and against the real program.</summary>
public sealed class BuyingTests
{
    private const string Room = "r_demo-tea";
    private const string Shopper = "shopper";
    private const string Password = "demo-password-1";

    /// <summary>In, into a room, buy, pay.</summary>
    private const int ClicksToBuy = 4;

    private static readonly TimeSpan FirstPurchaseLimit = TimeSpan.FromSeconds(60);

    [BrowserFact]
    public async Task Room_ANewcomerBuysWhatIsPinned_InFourClicksWithoutLeaving()
    {
        using var data = new TempDirectory();
        var since = Stopwatch.StartNew();
        await using var server = await ServerProcess.StartAsync(data.Path, 0, "--no-crowd");
        await using var browser = await Browser.StartAsync();
        var visitor = await browser.OpenAsync(server.Url);
        var buyer = new Buyer(visitor);
        await buyer.WalkInAsync(Shopper);
        await ExpectRoomsAsync(visitor);
        await buyer.EnterRoomAsync(Room);
        await visitor.MarkAsync();

        await buyer.ClickAsync(visitor.Page.GetByTestId("pinned-buy").First);
        await visitor.PictureAsync("buy-sheet");
        await buyer.PayAsync();
        await buyer.ExpectPaidAsync();

        since.Stop();
        Assert.Equal(ClicksToBuy, buyer.Clicks);
        Assert.InRange(since.Elapsed, TimeSpan.Zero, FirstPurchaseLimit);
        await visitor.PictureAsync("buy-sheet-paid");
        await buyer.ClickAsync(visitor.Page.GetByTestId("sheet-done"));
        await Expect(buyer.Sheet).ToHaveCountAsync(0);
        await visitor.ExpectConnectionAsync("live");
        Assert.True(await visitor.IsMarkedAsync(), "The room was left.");
        var order = Assert.Single(await DemoTrade.OrdersOfShopperAsync(server));
        Assert.Equal((OrderStatus.Paid, Room), (order.Status, order.RoomId));
        Assert.Empty(visitor.Errors);
    }

    [BrowserFact]
    public async Task Cart_ToCheckoutToOrder_AsksAgainWhenThePriceMoves()
    {
        using var data = new TempDirectory();
        await using var server = await ServerProcess.StartAsync(data.Path, 0, "--no-crowd");
        var goods = await DemoTrade.FindGoodsAsync(server, 2);
        await using var browser = await Browser.StartAsync();
        var visitor = await browser.OpenAsync(server.Url);
        var (page, buyer) = (visitor.Page, new Buyer(visitor));
        await visitor.SignInAsync(Shopper, Password);

        await buyer.AddToCartAsync(goods[0].ProductId, times: 2);
        await buyer.ExpectUnitsAsync(2);
        await buyer.AddToCartAsync(goods[1].ProductId, times: 1);
        await buyer.ExpectUnitsAsync(3);
        await page.GetByTestId("cart-link").ClickAsync();
        await page.Locator($"[data-testid=cart-line][data-product-id='{goods[1].ProductId}']").GetByTestId("cart-remove").ClickAsync();
        await buyer.ExpectUnitsAsync(2);
        await Expect(page.GetByTestId("total")).ToHaveAttributeAsync("data-amount", $"{2 * goods[0].Price.AmountMinor}");
        await visitor.PictureAsync("cart");
        await page.GetByTestId("to-checkout").ClickAsync();
        await Expect(buyer.PayButton).ToBeEnabledAsync();

        await DemoTrade.RepriceAsync(server, goods[0], goods[0].Price.AmountMinor + 100);
        await buyer.PayAsync();
        await Expect(page.GetByTestId("price-changed")).ToBeVisibleAsync();
        await visitor.PictureAsync("checkout-price-changed");
        Assert.Empty(await DemoTrade.OrdersOfShopperAsync(server));
        await buyer.PayAsync();

        await buyer.ExpectOrderStatusAsync("paid");
        await buyer.ExpectUnitsAsync(0);
        await visitor.PictureAsync("order");
        var order = Assert.Single(await DemoTrade.OrdersOfShopperAsync(server));
        Assert.Equal(2 * (goods[0].Price.AmountMinor + 100), order.Total.AmountMinor);
        page.Dialog += (_, dialog) => dialog.AcceptAsync();
        await page.GetByTestId("order-cancel").ClickAsync();
        await buyer.ExpectOrderStatusAsync("refunded");
        await page.GetByTestId("orders-link").ClickAsync();
        await Expect(page.GetByTestId("order")).ToHaveCountAsync(1);
        ExpectRefusals(visitor, "409");
    }

    [BrowserFact]
    public async Task Pay_PressedTwiceAndThePageLoadedAnewBeforeTheAnswer_BuysOnce()
    {
        using var data = new TempDirectory();
        await using var server = await ServerProcess.StartAsync(data.Path, 0, "--no-crowd");
        var goods = await DemoTrade.FindGoodsAsync(server, 1);
        await using var browser = await Browser.StartAsync();
        var visitor = await browser.OpenAsync(server.Url);
        var (page, buyer) = (visitor.Page, new Buyer(visitor));
        await visitor.SignInAsync(Shopper, Password);
        await buyer.AddToCartAsync(goods[0].ProductId, times: 1);
        await buyer.ExpectUnitsAsync(1);
        await page.GotoAsync("/cart");
        await page.GetByTestId("to-checkout").ClickAsync();
        var keys = new List<string>();
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await page.RouteAsync("**/api/v1/orders", async route =>
        {
            keys.Add(await route.Request.HeaderValueAsync("idempotency-key") ?? string.Empty);
            if (keys.Count > 1)
            {
                await route.ContinueAsync();
                return;
            }

            // The order is placed, and the page never hears of it.
            await route.FetchAsync();
            arrived.SetResult();
        });

        await buyer.PayButton.DblClickAsync();
        await arrived.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await buyer.ExpectStateAsync("placing");
        Assert.Single(await DemoTrade.OrdersOfShopperAsync(server));
        await page.ReloadAsync();

        await buyer.ExpectOrderStatusAsync("paid");
        Assert.Equal(2, keys.Count);
        Assert.Single(keys.Distinct());
        Assert.Equal(OrderStatus.Paid, Assert.Single(await DemoTrade.OrdersOfShopperAsync(server)).Status);
        await buyer.ExpectUnitsAsync(0);
        ExpectRefusals(visitor);
    }

    [BrowserFact]
    public async Task Payment_DeclinedConfirmedAndInDoubt_EachComesToAClearEnd()
    {
        using var data = new TempDirectory();
        await using var server = await ServerProcess.StartAsync(data.Path, 0, "--no-crowd");
        var goods = await DemoTrade.FindGoodsAsync(server, 1);
        await using var browser = await Browser.StartAsync();
        var visitor = await browser.OpenAsync(server.Url, 390, 844);
        var (page, buyer) = (visitor.Page, new Buyer(visitor));
        await visitor.SignInAsync(Shopper, Password);
        await page.GotoAsync($"/products/{goods[0].ProductId}");
        await page.GetByTestId("buy-now").ClickAsync();
        await buyer.ChooseEndAsync("test-declined");

        await buyer.PayAsync();
        await buyer.ExpectStateAsync("payable");
        await Expect(page.GetByTestId("hold")).ToContainTextAsync(":");
        await visitor.PictureAsync("buy-declined-phone");
        await buyer.ChooseEndAsync("test-action");
        await page.GetByTestId("pay-again").ClickAsync();
        await buyer.ExpectStateAsync("acting");
        await page.GetByTestId("bank-refuse").ClickAsync();
        await buyer.ExpectStateAsync("payable");
        await buyer.ChooseEndAsync("test-late-4000");
        await page.GetByTestId("pay-again").ClickAsync();
        await buyer.ExpectStateAsync("deciding");
        await visitor.PictureAsync("buy-deciding-phone");

        await buyer.ExpectPaidAsync();
        var order = Assert.Single(await DemoTrade.OrdersOfShopperAsync(server));
        Assert.Equal(OrderStatus.Paid, order.Status);
        await page.GotoAsync($"/orders/{order.OrderId}");
        await buyer.ExpectOrderStatusAsync("paid");
        await DemoTrade.SendAsync(server, order.OrderId);
        await buyer.ExpectOrderStatusAsync("delivered");
        await Expect(page.GetByTestId("review-link")).ToHaveCountAsync(1);
        ExpectRefusals(visitor, "422");
    }

    [BrowserFact]
    public async Task Sheet_InARoom_TakesAVoucherAndSaysWhatIsLeft()
    {
        using var data = new TempDirectory();
        await using var server = await ServerProcess.StartAsync(data.Path, 0, "--no-crowd");
        var goods = await DemoTrade.FindGoodsAsync(server, 1);
        var roomId = await DemoTrade.OpenRoomAsync(server, goods[0].ProductId);
        await using var browser = await Browser.StartAsync();
        var visitor = await browser.OpenAsync(server.Url);
        var (page, buyer) = (visitor.Page, new Buyer(visitor));
        await visitor.SignInAsync(Shopper, Password);
        await page.GotoAsync($"/rooms/{roomId}");
        await page.GetByTestId("voucher").GetByRole(AriaRole.Button).ClickAsync();
        await Expect(page.GetByTestId("voucher").GetByRole(AriaRole.Button)).ToBeDisabledAsync();

        await page.Locator($".goods [data-product-id='{goods[0].ProductId}'] a").ClickAsync();
        await page.GetByTestId("quantity-more").ClickAsync();
        await page.GetByTestId("buy-now").ClickAsync();
        await Expect(buyer.Sheet.GetByTestId("voucher-use")).ToBeCheckedAsync();
        await Expect(buyer.Sheet.Locator("[data-testid=price-step][data-kind=voucher]")).ToBeVisibleAsync();
        await DemoTrade.StockAsync(server, goods[0].ProductId, 1);
        await buyer.PayAsync();
        await Expect(buyer.Sheet.GetByTestId("refusal")).ToHaveAttributeAsync("data-code", "sold-out");
        await Expect(buyer.Sheet.GetByTestId("refusal")).ToContainTextAsync("only 1 left");
        Assert.Empty(await DemoTrade.OrdersOfShopperAsync(server));
        await visitor.PictureAsync("buy-one-left");
        await buyer.Sheet.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Take 1" }).ClickAsync();
        await buyer.PayAsync();

        await buyer.ExpectPaidAsync();
        var order = Assert.Single(await DemoTrade.OrdersOfShopperAsync(server));
        Assert.Equal((goods[0].Price.AmountMinor - (goods[0].Price.AmountMinor / 2), 1), (order.Total.AmountMinor, order.Items[0].Quantity));
        ExpectRefusals(visitor, "409");
    }

    [BrowserFact]
    public async Task Deal_ClaimedAndPaidInTheRoom_TakesTwoClicks()
    {
        using var data = new TempDirectory();
        await using var server = await ServerProcess.StartAsync(data.Path, 0, "--no-crowd");
        var goods = await DemoTrade.FindGoodsAsync(server, 1);
        var roomId = await DemoTrade.OpenRoomAsync(server, goods[0].ProductId);
        await using var browser = await Browser.StartAsync();
        var visitor = await browser.OpenAsync(server.Url);
        var (page, buyer) = (visitor.Page, new Buyer(visitor));
        await visitor.SignInAsync(Shopper, Password);
        await page.GotoAsync($"/rooms/{roomId}");
        await visitor.ExpectConnectionAsync("live");
        await Expect(page.GetByTestId("deal")).ToHaveAttributeAsync(
            "data-phase", "open", new LocatorAssertionsToHaveAttributeOptions { Timeout = 30_000 });

        await buyer.ClickAsync(page.GetByTestId("deal-claim"));
        await Expect(page.GetByTestId("claim-hold")).ToContainTextAsync(":");
        await visitor.PictureAsync("deal-sheet");
        await buyer.PayAsync();
        await buyer.ExpectPaidAsync();
        await page.GetByTestId("sheet-done").ClickAsync();

        Assert.Equal(2, buyer.Clicks);
        await Expect(page.GetByTestId("deal-bought")).ToBeVisibleAsync();
        var order = Assert.Single(await DemoTrade.OrdersOfShopperAsync(server));
        Assert.Equal((OrderStatus.Paid, 100L, roomId), (order.Status, order.Total.AmountMinor, order.RoomId));
        Assert.Empty(visitor.Errors);
    }

    // Chromium notes each refusal of the server. A product's page asks for one's own review, which is not there: 404.
    private static void ExpectRefusals(Visitor visitor, params string[] statuses)
    {
        Assert.All(visitor.Errors, error => Assert.Contains(
            statuses.Append("404"), status => error.Contains($"status of {status}", StringComparison.Ordinal)));
        Assert.All(statuses, status => Assert.Single(
            visitor.Errors, error => error.Contains($"status of {status}", StringComparison.Ordinal)));
    }

    private static async Task ExpectRoomsAsync(Visitor visitor) => await Expect(
        visitor.Page.Locator($"[data-testid=room-card][data-room-id='{Room}']")).ToBeVisibleAsync(
        new LocatorAssertionsToBeVisibleOptions { Timeout = 30_000 });
}
