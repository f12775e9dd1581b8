using SocialCommerce.Client;
using SocialCommerce.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace SocialCommerce.Browser.Tests;

/// <summary>The page in a real browser, against the real program.</summary>
public sealed class RoomTests
{
    private const string Room = "r_demo-tea";
    private const string Shopper = "shopper";
    private const string ShopperPassword = "demo-password-1";
    private const string Guest = "guest-1";
    private const string GuestPassword = "correct-horse-battery";
    private const int RoomsMax = 3;

    [BrowserFact]
    public async Task Room_TwoPeople_SeeEachOtherAndSuggestionsMove()
    {
        using var data = new TempDirectory();
        await using var server = await OpenShopAsync(data.Path, port: 0);
        await using var browser = await Browser.StartAsync();
        var shopper = await browser.OpenAsync(server.Url);
        var guest = await browser.OpenAsync(server.Url);
        await shopper.SignInAsync(Shopper, ShopperPassword);
        await guest.SignInAsync(Guest, GuestPassword);
        await shopper.EnterAsync(Room);
        await guest.EnterAsync(Room);

        await shopper.SayAsync("你好,第一次来 👋");
        await guest.ExpectCommentsAsync("你好,第一次来 👋");
        await guest.SayAsync("Is the <b>teapot</b> glazed inside?");
        await shopper.ExpectCommentsAsync("你好,第一次来 👋", "Is the <b>teapot</b> glazed inside?");
        await shopper.SayAsync("It is");
        await guest.ExpectCommentsAsync("你好,第一次来 👋", "Is the <b>teapot</b> glazed inside?", "It is");
        await shopper.ExpectCommentsAsync("你好,第一次来 👋", "Is the <b>teapot</b> glazed inside?", "It is");
        await Expect(shopper.Comments.Locator("b")).ToHaveCountAsync(0);

        await shopper.Hearts.ClickAsync();
        await Expect(guest.Hearts).ToHaveAttributeAsync("data-count", "1");
        await ExpectSuggestionsMoveAsync(guest);
        await shopper.PictureAsync("room-shopper");
        await guest.PictureAsync("room-guest");
        Assert.Empty(shopper.Errors);
        Assert.Empty(guest.Errors);
    }

    [BrowserFact]
    public async Task Room_ServerKilledAndStartedAgain_PageSaysSoAndLosesNothing()
    {
        using var data = new TempDirectory();
        var server = await OpenShopAsync(data.Path, port: 0);
        try
        {
            var url = server.Url;
            await using var browser = await Browser.StartAsync();
            var shopper = await browser.OpenAsync(url);
            await shopper.SignInAsync(Shopper, ShopperPassword);
            await shopper.EnterAsync(Room);
            await shopper.MarkAsync();
            await shopper.SayAsync("before the crash");
            await shopper.ExpectCommentsAsync("before the crash");

            await server.DisposeAsync();
            await shopper.ExpectConnectionAsync("stale");
            await shopper.ExpectAlertAsync();
            await shopper.SayAsync("while nobody listens");
            await shopper.PictureAsync("room-stale");

            server = await ServerProcess.StartAsync(data.Path, url.Port, "--no-crowd");
            await shopper.ExpectConnectionAsync("live");
            await shopper.ExpectCommentsAsync("before the crash", "while nobody listens");
            await shopper.SayAsync("after it");
            await shopper.ExpectCommentsAsync("before the crash", "while nobody listens", "after it");
            Assert.True(await shopper.IsMarkedAsync(), "The page was loaded anew.");
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    /// <summary>A demo shop without its crowd, so that only the test speaks, and with a second user.</summary>
    private static async Task<ServerProcess> OpenShopAsync(string dataDirectory, int port)
    {
        var server = await ServerProcess.StartAsync(dataDirectory, port, "--no-crowd");
        using var client = new SocialCommerceClient(server.Url);
        await client.RegisterAsync(Guest, GuestPassword, "Guest");
        var rooms = await Eventually.GetAsync(
            () => client.ListRoomsAsync(), page => page.Items.Count(room => room.Status == "live") == RoomsMax);
        Assert.Equal(RoomsMax, rooms.Items.Count);
        return server;
    }

    private static async Task ExpectSuggestionsMoveAsync(Visitor visitor)
    {
        var before = await visitor.ListSuggestionsAsync();
        Assert.NotEmpty(before);
        await visitor.LookAtSuggestionAsync(0);

        // What one has looked at is not suggested again, and what goes with it comes up.
        var after = await Eventually.GetAsync(visitor.ListSuggestionsAsync, current => !current.Contains(before[0]));
        Assert.NotEmpty(after);
        Assert.DoesNotContain(before[0], after);
        Assert.NotEmpty(after.Except(before));
    }
}
