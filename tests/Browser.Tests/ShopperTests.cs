using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SocialCommerce.Client;
using SocialCommerce.Client.Common;
using SocialCommerce.Client.Interactions;
using SocialCommerce.Client.Products;
using SocialCommerce.Client.Rooms;
using SocialCommerce.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace SocialCommerce.Browser.Tests;

/// <summary>A shopper looks for something, sees what friends do, and decides what suggestions may be made of.</summary>
public sealed partial class ShopperTests
{
    private const string Merchant = "merchant-1";
    private const string Friend = "friend-1";
    private const string Shopper = "shopper-1";
    private const string Password = "correct-horse-battery";

    [BrowserFact]
    public async Task Shopper_SearchesSeesFriendsAndSwitchesPersonalisationOff()
    {
        using var data = new TempDirectory();
        await using var server = await ServerProcess.StartAsync(data.Path, 0, "--no-crowd", "--empty");
        var productId = await FillAsync(server);
        await using var browser = await Browser.StartAsync();
        var shopper = await browser.OpenAsync(server.Url);
        await shopper.SignInAsync(Shopper, Password);

        await SearchAsync(shopper);
        await LookAtFriendsAsync(shopper, productId);
        await EditTasteAsync(shopper);
        await SwitchOffAsync(shopper);

        // A product's page asks for one's own review, which is not there, and Chromium notes it.
        Assert.DoesNotContain(shopper.Errors, error => !error.Contains("status of 404", StringComparison.Ordinal));
    }

    private static async Task SearchAsync(Visitor shopper)
    {
        var box = shopper.Page.GetByTestId("search-input");
        var options = shopper.Page.GetByTestId("search-option");

        // Instant results, by keyboard alone.
        await box.FillAsync("玻璃茶");
        await Expect(options).ToHaveCountAsync(1);
        await Expect(options.First).ToContainTextAsync("手工玻璃茶壶");
        await Expect(box).ToHaveAttributeAsync("aria-expanded", "true");
        await box.PressAsync("ArrowDown");
        await Expect(box).ToHaveAttributeAsync("aria-activedescendant", "search-option-0");
        await shopper.PictureAsync("shopper-instant-results");
        await box.PressAsync("Enter");
        await Expect(shopper.Page.GetByTestId("product-title")).ToHaveTextAsync("手工玻璃茶壶");

        // The page of all results, of all kinds.
        await box.FillAsync("tea");
        await box.PressAsync("Enter");
        var results = shopper.Page.GetByTestId("search-results");
        await Expect(results.Locator("[data-product-id]")).ToHaveCountAsync(6);
        await Expect(results.GetByTestId("room-card")).ToContainTextAsync("Tea tonight");
        Assert.Matches(ResultsAddress(), shopper.Page.Url);
        await shopper.PictureAsync("shopper-results");
        await results.GetByRole(AriaRole.Link, new LocatorGetByRoleOptions { Name = "People" }).ClickAsync();
        await Expect(results).ToContainTextAsync("Tea Friend");
        await Expect(results.Locator("[data-product-id]")).ToHaveCountAsync(0);

        await box.FillAsync("xyzzy");
        await Expect(options).ToHaveCountAsync(0);
        await box.PressAsync("Escape");
        await Expect(box).ToHaveAttributeAsync("aria-expanded", "false");
    }

    private static async Task LookAtFriendsAsync(Visitor shopper, string productId)
    {
        await shopper.Page.GotoAsync("/");
        var activity = shopper.Page.GetByTestId("activity");
        await Expect(activity.Locator("[data-kind=hosting]")).ToContainTextAsync("Tea tonight");
        await Expect(activity.Locator("[data-kind=bought]")).ToContainTextAsync("Teapot 1");
        await shopper.PictureAsync("shopper-home");

        await shopper.Page.GotoAsync($"/products/{productId}");
        await Expect(shopper.Page.GetByTestId("friends-with")).ToContainTextAsync("Tea Friend has it");
    }

    private static async Task EditTasteAsync(Visitor shopper)
    {
        await shopper.Page.GotoAsync("/me");
        var books = shopper.Page.Locator("[data-testid=interest][data-kind=category][data-name=books]");
        await Expect(books).ToContainTextAsync("Because of Atlas");
        await shopper.PictureAsync("shopper-taste");

        await books.GetByRole(AriaRole.Button).ClickAsync();

        await Expect(books).ToHaveCountAsync(0);
        var removed = shopper.Page.GetByTestId("removed-interests");
        await Expect(removed).ToContainTextAsync("Books");
        await removed.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(books).ToHaveCountAsync(1);
    }

    private static async Task SwitchOffAsync(Visitor shopper)
    {
        var personalisation = shopper.Page.GetByTestId("personalisation");
        await Expect(personalisation).ToHaveAttributeAsync("aria-checked", "true");
        await shopper.Page.RunAndWaitForResponseAsync(
            () => personalisation.ClickAsync(), static answer => answer.Request.Method == "PUT" && answer.Ok);
        await Expect(personalisation).ToHaveAttributeAsync("aria-checked", "false");

        await shopper.Page.GotoAsync("/");
        await Expect(shopper.Page.GetByTestId("not-personal")).ToBeVisibleAsync();

        await shopper.Page.GotoAsync("/me");
        await personalisation.ClickAsync();
        await shopper.Page.GetByTestId("forget").ClickAsync();
        await shopper.Page.GetByTestId("forget-yes").ClickAsync();
        await Expect(shopper.Page.GetByTestId("interest")).ToHaveCountAsync(0);
    }

    private static async Task<string> FillAsync(ServerProcess server)
    {
        // The first account of an empty shop may do everything.
        using var merchant = new SocialCommerceClient(server.Url);
        await merchant.RegisterAsync(Merchant, Password, "Mr Merchant");
        var productId = "";
        for (var number = 5; number > 0; number--)
        {
            productId = (await merchant.CreateProductAsync(Product($"Teapot {number}", "kitchen"))).ProductId;
        }

        await merchant.CreateProductAsync(Product("Tea cosy", "kitchen"));
        await merchant.CreateProductAsync(Product("手工玻璃茶壶", "kitchen"));
        var atlas = await merchant.CreateProductAsync(Product("Atlas", "books"));
        var room = await merchant.CreateRoomAsync(new NewRoom("Tea tonight", [productId]));
        await merchant.ChangeRoomAsync(room.RoomId, RoomStep.Start);

        using var friend = new SocialCommerceClient(server.Url);
        await friend.RegisterAsync(Friend, Password, "Tea Friend");
        await friend.SetSharesPurchasesAsync(true);
        await friend.TrackAsync([new Interaction(productId, InteractionKind.Purchase)]);

        using var shopper = new SocialCommerceClient(server.Url);
        await shopper.RegisterAsync(Shopper, Password, "Shopper");
        await shopper.FollowAsync(merchant.Tokens!.UserId);
        await shopper.FollowAsync(friend.Tokens!.UserId);
        await shopper.TrackAsync([new Interaction(atlas.ProductId, InteractionKind.Like)]);
        return productId;
    }

    private static NewProduct Product(string title, string category) =>
        new(title, "Made by hand.", category, "House", new Money(4_900, "CNY"), 12);

    [GeneratedRegex("/search\\?q=tea$")]
    private static partial Regex ResultsAddress();
}
