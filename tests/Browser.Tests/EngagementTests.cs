using Microsoft.Playwright;
using SocialCommerce.Client;
using SocialCommerce.Client.Rooms;
using SocialCommerce.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace SocialCommerce.Browser.Tests;

/// <summary>Polls, questions and giveaways as a host and a guest do them on the page.</summary>
public sealed class EngagementTests
{
    private const string Hostess = "hostess-1";
    private const string Guest = "guest-1";
    private const string Password = "correct-horse-battery";

    [BrowserFact]
    public async Task Room_PollQuestionAndGiveaway_AreSharedAndTheDrawIsCheckedInTheBrowser()
    {
        using var data = new TempDirectory();
        await using var server = await ServerProcess.StartAsync(data.Path, 0, "--no-crowd");
        var roomId = await OpenRoomAsync(server);
        await using var browser = await Browser.StartAsync();
        var hostess = await EnterAsync(browser, server, Hostess, roomId);
        var guest = await EnterAsync(browser, server, Guest, roomId);

        await PollAsync(hostess, guest);
        await AskAsync(hostess, guest);
        await DrawAsync(hostess, guest);

        await hostess.PictureAsync("engagement-hostess");
        await guest.PictureAsync("engagement-guest");
        Assert.Empty(hostess.Errors);
        Assert.Empty(guest.Errors);
    }

    private static async Task PollAsync(Visitor hostess, Visitor guest)
    {
        var form = hostess.Page.GetByTestId("poll-form");
        await hostess.Page.GetByTestId("engagement-controls").Locator("summary").First.ClickAsync();
        await form.Locator("input").Nth(0).FillAsync("Which pot?");
        await form.Locator("input").Nth(1).FillAsync("Red");
        await form.Locator("input").Nth(2).FillAsync("<b>Blue</b>");
        await form.Locator("button[type=submit]").ClickAsync();

        var blue = guest.Page.GetByTestId("poll-option").Nth(1);
        await Expect(blue).ToContainTextAsync("<b>Blue</b>");
        await blue.ClickAsync();

        await Expect(blue).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(hostess.Page.GetByTestId("poll-option").Nth(1)).ToContainTextAsync("100 %");
        await hostess.Page.GetByTestId("poll-close").ClickAsync();
        await Expect(blue).ToBeDisabledAsync();
        await Expect(blue).ToContainTextAsync("100 %");
    }

    private static async Task AskAsync(Visitor hostess, Visitor guest)
    {
        await guest.Page.GetByTestId("questions").Locator("summary").ClickAsync();
        await guest.Page.GetByTestId("question-form").Locator("input").FillAsync("How big is it?");
        await guest.Page.GetByTestId("question-form").Locator("button").ClickAsync();
        await hostess.Page.GetByTestId("questions").Locator("summary").ClickAsync();
        var asked = hostess.Page.GetByTestId("question").First;
        await Expect(asked).ToContainTextAsync("How big is it?");

        await asked.GetByText("Show", new LocatorGetByTextOptions { Exact = true }).ClickAsync();

        await Expect(guest.Page.GetByTestId("question-shown")).ToContainTextAsync("How big is it?");
    }

    private static async Task DrawAsync(Visitor hostess, Visitor guest)
    {
        var form = hostess.Page.GetByTestId("giveaway-form");
        await hostess.Page.GetByTestId("engagement-controls").Locator("summary").Nth(1).ClickAsync();
        await form.Locator("input").First.FillAsync("A teapot");
        await form.Locator("button[type=submit]").ClickAsync();
        var enter = guest.Page.GetByTestId("giveaway-enter");
        await enter.ClickAsync();
        await Expect(enter).ToHaveTextAsync("You are in");

        await hostess.Page.GetByTestId("giveaway-draw").ClickAsync();
        await guest.Page.GetByTestId("giveaway-claim").ClickAsync();

        await Expect(hostess.Page.GetByTestId("giveaway")).ToContainTextAsync("claimed");
        await guest.Page.GetByTestId("giveaway-verify").ClickAsync();
        await Expect(guest.Page.GetByTestId("giveaway-checks").Locator("[data-holds=true]")).ToHaveCountAsync(4);
    }

    private static async Task<Visitor> EnterAsync(Browser browser, ServerProcess server, string userName, string roomId)
    {
        var visitor = await browser.OpenAsync(server.Url);
        await visitor.SignInAsync(userName, Password);
        await visitor.EnterAsync(roomId);
        return visitor;
    }

    private static async Task<string> OpenRoomAsync(ServerProcess server)
    {
        using var client = new SocialCommerceClient(server.Url);
        await client.RegisterAsync(Guest, Password, "Guest");
        await client.RegisterAsync(Hostess, Password, "Hostess");
        await client.LoginAsync(Hostess, Password);
        var room = await client.CreateRoomAsync(new NewRoom("Teapots tonight", []));
        await client.ChangeRoomAsync(room.RoomId, RoomStep.Start);
        return room.RoomId;
    }
}
