using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace SocialCommerce.Browser.Tests;

/// <summary>What a shopper presses to buy something, and how often they had to press.</summary>
internal sealed class Buyer(Visitor visitor)
{
    private static readonly LocatorAssertionsToBeVisibleOptions Patient = new() { Timeout = 30_000 };

    private IPage Page => visitor.Page;

    public int Clicks { get; private set; }

    public ILocator Sheet => Page.GetByTestId("buy-sheet");

    public ILocator Purchase => Page.GetByTestId("purchase");

    public ILocator PayButton => Page.GetByTestId("pay");

    public async Task ClickAsync(ILocator what)
    {
        await what.ClickAsync(new LocatorClickOptions { Timeout = 30_000 });
        Clicks++;
    }

    /// <summary>In at the door of a demo shop, with one click.</summary>
    public async Task WalkInAsync(string account)
    {
        await Page.GotoAsync("/");
        await ClickWalkInAsync(account);
        await Expect(Page.GetByTestId("room-card").First).ToBeVisibleAsync(Patient);
    }

    /// <summary>Presses the button of an account, wherever it is offered.</summary>
    public async Task ClickWalkInAsync(string account)
    {
        await ClickAsync(Page.GetByTestId("walk-in").Filter(new LocatorFilterOptions { HasText = account }));
        await visitor.ExpectSignedInAsync();
    }

    public async Task EnterRoomAsync(string roomId)
    {
        await ClickAsync(Page.Locator($"[data-testid=room-card][data-room-id='{roomId}'] a").First);
        await visitor.ExpectConnectionAsync("live");
    }

    public async Task AddToCartAsync(string productId, int times)
    {
        await Page.GotoAsync($"/products/{productId}");
        for (var more = 1; more < times; more++)
        {
            await ClickAsync(Page.GetByTestId("quantity-more"));
        }

        // The page counts at once; whoever goes to another address before the answer takes the change back.
        await Page.RunAndWaitForResponseAsync(
            () => ClickAsync(Page.GetByTestId("add-to-cart")), static answer => answer.Request.Method == "PUT" && answer.Url.Contains("/items/", StringComparison.Ordinal));
    }

    /// <summary>Chooses how the simulated payment ends.</summary>
    public async Task ChooseEndAsync(string method)
    {
        var choice = Page.GetByTestId("payment-choice");
        if (await choice.GetAttributeAsync("open") is null)
        {
            await choice.Locator("summary").ClickAsync();
        }

        await Page.GetByTestId("payment-method").SelectOptionAsync(method);
    }

    public Task PayAsync() => ClickAsync(PayButton);

    public Task ExpectPaidAsync() => Expect(Page.GetByTestId("paid")).ToBeVisibleAsync(Patient);

    public Task ExpectStateAsync(string state) => Expect(Purchase)
        .ToHaveAttributeAsync("data-state", state, new LocatorAssertionsToHaveAttributeOptions { Timeout = 30_000 });

    public Task ExpectUnitsAsync(int units) => Expect(Page.GetByTestId("cart-link")).ToHaveAttributeAsync("data-units", $"{units}");

    public Task ExpectOrderStatusAsync(string status) => Expect(Page.GetByTestId("order-status").First)
        .ToHaveAttributeAsync("data-status", status, new LocatorAssertionsToHaveAttributeOptions { Timeout = 30_000 });
}
