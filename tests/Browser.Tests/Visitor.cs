using System.Collections.Concurrent;
using Microsoft.Playwright;
using SocialCommerce.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace SocialCommerce.Browser.Tests;

/// <summary>Somebody at the page.</summary>
internal sealed class Visitor
{
    private readonly IPage _page;
    private readonly ConcurrentQueue<string> _errors = new();

    public Visitor(IPage page)
    {
        _page = page;
        page.PageError += (_, error) => _errors.Enqueue(error);
        page.Console += (_, message) => Keep(message);
    }

    /// <summary>Uncaught errors and what the browser refused, the content-security policy included.</summary>
    public IReadOnlyCollection<string> Errors => _errors;

    public IPage Page => _page;

    public ILocator Comments => _page.GetByTestId("comment");

    public ILocator Suggestions => _page.GetByTestId("suggestion");

    public ILocator Hearts => _page.GetByTestId("reaction-heart");

    public ILocator Sheet => _page.Locator("dialog[open]");

    public async Task SignInAsync(string userName, string password)
    {
        await _page.GotoAsync("/sign-in");
        await _page.GetByTestId("sign-in-user").FillAsync(userName);
        await _page.GetByTestId("sign-in-password").FillAsync(password);
        await _page.GetByTestId("sign-in-submit").ClickAsync();

        await ExpectSignedInAsync();

        // The home page asks for its rooms, and again after eight seconds: a server on a busy machine gets that long.
        await Expect(_page.GetByTestId("room-card").First).ToBeVisibleAsync(
            new LocatorAssertionsToBeVisibleOptions { Timeout = 30_000 });
    }

    /// <summary>Only somebody who is signed in has a connection.</summary>
    public Task ExpectSignedInAsync() => Expect(_page.GetByTestId("connection-state")).ToBeVisibleAsync(
        new LocatorAssertionsToBeVisibleOptions { Timeout = 30_000 });

    /// <summary>Goes to a page and waits until it has all it asked for.</summary>
    public async Task OpenAsync(string path)
    {
        await _page.GotoAsync(path);
        await Expect(_page.Locator("main h1").First).ToBeAttachedAsync(
            new LocatorAssertionsToBeAttachedOptions { Timeout = 30_000 });
        await Expect(_page.Locator(".skeleton")).ToHaveCountAsync(0, new LocatorAssertionsToHaveCountOptions { Timeout = 30_000 });
        await _page.EvaluateAsync("() => document.fonts.ready.then(() => undefined)");
    }

    /// <summary>Walks in through the room's card on the home page.</summary>
    public async Task EnterAsync(string roomId)
    {
        await _page.Locator($"[data-testid=room-card][data-room-id='{roomId}'] a").First.ClickAsync();
        await ExpectConnectionAsync("live");
    }

    public async Task SayAsync(string text)
    {
        await _page.GetByTestId("comment-input").FillAsync(text);
        await _page.GetByTestId("comment-send").ClickAsync();
    }

    /// <summary>Waits until the comments are exactly these, in this order, each of them in the room for good.</summary>
    public async Task ExpectCommentsAsync(params string[] texts)
    {
        await Expect(Comments.Locator(".text")).ToHaveTextAsync(texts);
        await Expect(_page.Locator("[data-testid=comment][data-delivery=sent]")).ToHaveCountAsync(texts.Length);
    }

    public Task ExpectConnectionAsync(string state) => Expect(_page.GetByTestId("connection-state"))
        .ToHaveAttributeAsync("data-state", state, new LocatorAssertionsToHaveAttributeOptions { Timeout = 30_000 });

    public Task ExpectAlertAsync() => Expect(_page.Locator(".stale[role=alert]")).ToBeVisibleAsync();

    public async Task<IReadOnlyList<string>> ListSuggestionsAsync() =>
        await Suggestions.EvaluateAllAsync<string[]>("cards => cards.map(card => card.dataset.productId)");

    /// <summary>Opens a suggested product and comes back.</summary>
    public async Task LookAtSuggestionAsync(int index)
    {
        var card = Suggestions.Nth(index);
        var title = await card.Locator("h3").InnerTextAsync();
        await card.Locator("h3 a").ClickAsync();
        await Expect(Sheet.GetByTestId("product-title")).ToHaveTextAsync(title);
        await _page.Keyboard.PressAsync("Escape");
        await Expect(Sheet).ToHaveCountAsync(0);
    }

    /// <summary>True when the page was never loaded anew since it was marked.</summary>
    public Task<bool> IsMarkedAsync() => _page.EvaluateAsync<bool>("() => globalThis.isMarked === true");

    public Task MarkAsync() => _page.EvaluateAsync("() => { globalThis.isMarked = true; }");

    public async Task PictureAsync(string name)
    {
        var path = Path.Combine(ServerProcess.Setting("ScreenshotsPath"), $"{name}.png");
        await _page.ScreenshotAsync(new PageScreenshotOptions { Path = path });
    }

    private void Keep(IConsoleMessage message)
    {
        if (message.Type == "error")
        {
            _errors.Enqueue(message.Text);
        }
    }
}
