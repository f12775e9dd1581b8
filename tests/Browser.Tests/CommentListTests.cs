using System.Globalization;
using Microsoft.Playwright;
using SocialCommerce.Browser.Tests.Pages;
using SocialCommerce.Client;
using SocialCommerce.Client.Live;
using SocialCommerce.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace SocialCommerce.Browser.Tests;

/// <summary>A room in which more is said than fits: the page draws what is in sight, and moves only for those who follow.</summary>
public sealed class CommentListTests
{
    private const string Room = "r_demo-tea";
    private const int RowsMax = 60;

    private const string FirstInSight = """
        () => {
          const list = document.querySelector("[data-testid=comments]");
          const { top } = list.getBoundingClientRect();
          const row = [...list.querySelectorAll("[data-testid=comment]")].find((row) => row.getBoundingClientRect().bottom > top);
          return `${row.querySelector(".text").textContent} at ${Math.round(row.getBoundingClientRect().top - top)}`;
        }
        """;

    [BrowserFact]
    public async Task Comments_VeryMany_AreDrawnInSightOnlyAndStayWhereTheyAreRead()
    {
        using var data = new TempDirectory();
        await using var server = await ServerProcess.StartAsync(data.Path, port: 0, "--no-crowd");
        using var talker = new SocialCommerceClient(server.Url);
        await talker.RegisterAsync("talker-1", "correct-horse-battery", "Talker");
        await using var live = talker.CreateLiveConnection();
        await live.StartAsync();
        await live.JoinRoomAsync(Room);
        await using var browser = await Browser.StartAsync();
        var shopper = await browser.OpenAsync(server.Url);
        await shopper.SignInAsync("shopper", ShopPage.Password);
        await shopper.EnterAsync(Room);

        await SayAsync(live, 0, 300);
        await Expect(shopper.Comments.Last.Locator(".text")).ToContainTextAsync("number 299");
        Assert.InRange(await shopper.Comments.CountAsync(), 5, RowsMax);
        await Expect(shopper.Page.GetByTestId("comments-spoken")).ToContainTextAsync("Talker: ");

        var read = await ScrollUpAsync(shopper.Page);
        await SayAsync(live, 300, 40);
        var newest = shopper.Page.GetByText("40 new comments");
        await Expect(newest).ToBeVisibleAsync();
        Assert.Equal(read, await shopper.Page.EvaluateAsync<string>(FirstInSight));
        Assert.InRange(await shopper.Comments.CountAsync(), 5, RowsMax);

        await newest.ClickAsync();
        await Expect(newest).ToHaveCountAsync(0);
        await Expect(shopper.Comments.Last.Locator(".text")).ToContainTextAsync("number 339");
        await Expect(shopper.Comments.Last).ToBeInViewportAsync();
        Assert.Empty(shopper.Errors);
    }

    /// <summary>As a hand does it; what is read then.</summary>
    private static async Task<string> ScrollUpAsync(IPage page)
    {
        await page.GetByTestId("comments").HoverAsync();
        for (var turn = 0; turn < 6; turn++)
        {
            await page.Mouse.WheelAsync(0, -400);
            await page.WaitForTimeoutAsync(60);
        }

        await page.WaitForTimeoutAsync(300);
        return await page.EvaluateAsync<string>(FirstInSight);
    }

    private static async Task SayAsync(LiveConnection live, int from, int count)
    {
        for (var number = from; number < from + count; number++)
        {
            // Of one line, two, and three.
            var text = string.Concat(Enumerable.Repeat("and it keeps the tea warm ", number % 5));
            await live.SendCommentAsync(Room, string.Create(CultureInfo.InvariantCulture, $"{text}number {number}"));
        }
    }
}
