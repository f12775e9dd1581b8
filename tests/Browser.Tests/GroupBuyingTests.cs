using SocialCommerce.Client;
using SocialCommerce.Client.Communities;
using SocialCommerce.Client.Orders;
using SocialCommerce.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace SocialCommerce.Browser.Tests;

/// <summary>Buying together, with two browsers side by side.</summary>
public sealed class GroupBuyingTests
{
    private const string Shopper = "shopper";
    private const string Guest = "guest-1";
    private const string Password = "demo-password-1";
    private const string GuestPassword = "correct-horse-battery";

    [BrowserFact]
    public async Task Group_StartedByOneAndJoinedByInvitation_IsBoughtAtTheLowerPrice()
    {
        using var data = new TempDirectory();
        await using var server = await ServerProcess.StartAsync(data.Path, 0, "--no-crowd");
        var (productId, price) = await OfferAsync(server);
        await using var browser = await Browser.StartAsync();
        var shopper = await browser.OpenAsync(server.Url);
        var guest = await browser.OpenAsync(server.Url, 390, 844);
        await shopper.SignInAsync(Shopper, Password);
        await guest.SignInAsync(Guest, GuestPassword);

        await shopper.Page.GotoAsync($"/products/{productId}");
        await shopper.PictureAsync("group-offer");
        await shopper.Page.GetByTestId("group-start").ClickAsync();
        await Expect(shopper.Page.GetByTestId("group-member")).ToHaveCountAsync(1);
        await guest.Page.GotoAsync(new Uri(shopper.Page.Url).AbsolutePath);
        await guest.PictureAsync("group-phone");
        await guest.Page.GetByTestId("group-join").ClickAsync();

        foreach (var visitor in new[] { shopper, guest })
        {
            await Expect(visitor.Page.GetByTestId("group-status")).ToHaveAttributeAsync("data-status", "succeeded");
            await Expect(visitor.Page.GetByTestId("group-member")).ToHaveCountAsync(2);
        }

        await shopper.PictureAsync("group-succeeded");
        using var client = new SocialCommerceClient(server.Url);
        await client.LoginAsync(Guest, GuestPassword);
        var orders = await Eventually.GetAsync(() => client.Orders.ListAsync(), page => page.Items.Count == 1);
        var order = Assert.Single(orders.Items);
        Assert.Equal((OrderStatus.Paid, price), (order.Status, order.Total.AmountMinor));

        // The product's page asks for one's own review, which is not there.
        Assert.All(shopper.Errors, error => Assert.Contains("status of 404", error, StringComparison.Ordinal));
        Assert.Empty(guest.Errors);
    }

    /// <summary>Two people pay less than one would.</summary>
    private static async Task<(string ProductId, long AmountMinor)> OfferAsync(ServerProcess server)
    {
        using var client = new SocialCommerceClient(server.Url);
        await client.RegisterAsync(Guest, GuestPassword, "Guest");
        var tokens = await client.LoginAsync("merchant", Password);
        var page = await Eventually.GetAsync(
            () => client.ListProductsAsync(limit: 100),
            page => page.Items.Any(product => product.SellerId == tokens.UserId && product.Stock > 5));
        var product = page.Items.First(product => product.SellerId == tokens.UserId && product.Stock > 5);
        var price = product.Price.AmountMinor / 2;
        await client.GroupBuying.OfferAsync(new NewGroupOffer(product.ProductId, [new NewGroupTier(2, price)], 2, 3_600));
        return (product.ProductId, price);
    }
}
