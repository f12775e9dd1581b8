using System.Collections.Concurrent;
using System.Globalization;
using SocialCommerce.Client;
using SocialCommerce.Client.Common;
using SocialCommerce.Client.Products;
using SocialCommerce.Client.Rooms;
using SocialCommerce.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace SocialCommerce.Browser.Tests.Hostile;

/// <summary>What people write is shown as they wrote it and never becomes a part of the page.</summary>
public sealed class XssTests
{
    private const string Merchant = "merchant-1";
    private const string Password = "correct-horse-battery";
    private const int PayloadsMin = 500;

    /// <summary>As many as the page shows at once for sure.</summary>
    private const int Batch = 40;

    [BrowserFact]
    public async Task Comments_WithMarkupInTextAndName_AreShownAsText()
    {
        Assert.True(XssPayloads.All.Count >= PayloadsMin);
        using var data = new TempDirectory();
        await using var server = await ServerProcess.StartAsync(data.Path, port: 0, "--empty");
        using var host = new SocialCommerceClient(server.Url);
        await host.RegisterAsync(Merchant, Password, Name(0));
        var room = await OpenRoomAsync(host);
        await using var browser = await Browser.StartAsync();
        var visitor = await browser.OpenAsync(server.Url);
        var foreign = Watch(visitor, server.Url);
        await visitor.SignInAsync(Merchant, Password);
        await visitor.Page.GotoAsync($"/rooms/{room.RoomId}");
        await visitor.ExpectConnectionAsync("live");
        var elements = await CountElementsAsync(visitor);

        var number = 0;
        foreach (var payloads in XssPayloads.All.Chunk(Batch))
        {
            using var author = new SocialCommerceClient(server.Url);
            await author.RegisterAsync(string.Create(CultureInfo.InvariantCulture, $"author-{++number}"), Password, Name(number));
            await using var live = author.CreateLiveConnection();
            await live.StartAsync();
            await live.JoinRoomAsync(room.RoomId);
            foreach (var payload in payloads)
            {
                await live.SendCommentAsync(room.RoomId, payload);
            }

            var last = visitor.Comments.Last.Locator(".text");
            await Expect(last).ToHaveTextAsync(payloads[^1]);
            await ExpectInertAsync(visitor);
        }

        Assert.Equal(elements, await CountElementsAsync(visitor));
        Assert.Empty(foreign);
        Assert.Empty(Faults(visitor));
    }

    [BrowserFact]
    public async Task TitlesAndDescriptions_WithMarkup_AreShownAsText()
    {
        using var data = new TempDirectory();
        await using var server = await ServerProcess.StartAsync(data.Path, port: 0, "--empty");
        using var host = new SocialCommerceClient(server.Url);
        await host.RegisterAsync(Merchant, Password, Name(0));
        var products = new List<string>();
        foreach (var payload in XssPayloads.All.Where(text => text.Length <= 100).Take(Batch))
        {
            var product = await host.CreateProductAsync(new NewProduct(
                payload, payload, "kitchen", payload[..Math.Min(40, payload.Length)], new Money(100, "CNY"), 5, null, null));
            products.Add(product.ProductId);
            await OpenRoomAsync(host, payload, products.TakeLast(2));
        }

        await using var browser = await Browser.StartAsync();
        var visitor = await browser.OpenAsync(server.Url);
        var foreign = Watch(visitor, server.Url);
        await visitor.SignInAsync(Merchant, Password);
        await ExpectInertAsync(visitor);
        foreach (var productId in products.Take(10))
        {
            await visitor.Page.GotoAsync($"/products/{productId}");
            await Expect(visitor.Page.GetByTestId("product-title").First).ToBeVisibleAsync();
            await ExpectInertAsync(visitor);
        }

        Assert.Empty(foreign);
        Assert.Empty(Faults(visitor));
    }

    private static string Name(int number) => XssPayloads.All.Where(text => text.Length <= 40).ElementAt(number);

    private static async Task<Room> OpenRoomAsync(SocialCommerceClient host, string title = "Tea", IEnumerable<string>? products = null)
    {
        var room = await host.CreateRoomAsync(new NewRoom(title, [.. products ?? []]));
        return await host.ChangeRoomAsync(room.RoomId, RoomStep.Start);
    }

    // A dialog, a request elsewhere and the mark are what a payload that ran would leave.
    private static ConcurrentQueue<string> Watch(Visitor visitor, Uri server)
    {
        var foreign = new ConcurrentQueue<string>();
        visitor.Page.Dialog += (_, dialog) => foreign.Enqueue($"dialog {dialog.Message}");
        visitor.Page.Request += (_, request) => Keep(request.Url);
        visitor.Page.FrameNavigated += (_, frame) => Keep(frame.Url);
        return foreign;

        void Keep(string url)
        {
            if (!url.StartsWith(server.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal)
                && !url.StartsWith("data:image/", StringComparison.Ordinal)
                && !url.StartsWith("blob:", StringComparison.Ordinal)
                && url != "about:blank")
            {
                foreign.Enqueue(url);
            }
        }
    }

    // A shop that is not the demo answers 404 when the page asks for the demo's accounts.
    private static IEnumerable<string> Faults(Visitor visitor) => visitor.Errors.Where(
        error => !error.StartsWith("Failed to load resource: the server responded with a status of 404", StringComparison.Ordinal));

    private static async Task ExpectInertAsync(Visitor visitor)
    {
        Assert.Null(await visitor.Page.EvaluateAsync<object?>($"() => window.{XssPayloads.Mark} ?? null"));
        Assert.Equal(0, await visitor.Page.Locator("[data-testid=comment] :is(img, svg, script, iframe, video, audio, object, embed, style, form, input, math)").CountAsync());
        Assert.Equal(0, await visitor.Page.Locator(":is([onerror], [onload], [onfocus], [ontoggle], [onclick], [href^='javascript:' i])").CountAsync());
    }

    private static Task<int> CountElementsAsync(Visitor visitor) =>
        visitor.Page.Locator("script, iframe, object, embed, link, meta, base").CountAsync();
}
