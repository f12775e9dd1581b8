using Microsoft.Playwright;
using SocialCommerce.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace SocialCommerce.Browser.Tests.Pages;

/// <summary>The page is installable, and says what it knows when the network or the shop is away.</summary>
public sealed class OfflineTests
{
    [BrowserFact]
    public async Task Page_Offline_IsDrawnFromTheCacheAndSaysSo()
    {
        using var data = new TempDirectory();
        await using var server = await ServerProcess.StartAsync(data.Path, port: 0, "--no-crowd");
        await using var browser = await Browser.StartAsync();
        var shopper = await browser.OpenAsync(server.Url);
        var page = shopper.Page;
        await shopper.SignInAsync("shopper", ShopPage.Password);
        await page.EvaluateAsync("async () => { await navigator.serviceWorker.ready; }");
        await Expect(page.GetByTestId("outage")).ToHaveCountAsync(0);

        await page.Context.SetOfflineAsync(true);
        await Expect(page.GetByTestId("outage")).ToBeVisibleAsync();
        await page.ReloadAsync();
        await Expect(page.GetByTestId("outage")).ToBeVisibleAsync();
        await Expect(page.Locator("main [role=alert]")).ToBeVisibleAsync();

        await page.Context.SetOfflineAsync(false);
        await Expect(page.GetByTestId("room-card").First).ToBeVisibleAsync();
        await Expect(page.GetByTestId("outage")).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task ServiceWorker_KeepsThePageAndNothingTheServerSays()
    {
        using var data = new TempDirectory();
        await using var server = await ServerProcess.StartAsync(data.Path, port: 0, "--no-crowd");
        await using var browser = await Browser.StartAsync();
        var shopper = await browser.OpenAsync(server.Url);
        await shopper.SignInAsync("shopper", ShopPage.Password);
        await shopper.Page.EvaluateAsync("async () => { await navigator.serviceWorker.ready; }");
        await shopper.OpenAsync("/me");
        await shopper.OpenAsync("/docs");

        var kept = await shopper.Page.EvaluateAsync<string[]>("""
            async () => {
              const names = await caches.keys();
              const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
              return requests.flat().map(({ url }) => new URL(url).pathname);
            }
            """);

        Assert.Contains("/index.html", kept);
        Assert.Contains(kept, path => path.StartsWith("/assets/", StringComparison.Ordinal));
        Assert.DoesNotContain(kept, path => path.StartsWith("/api", StringComparison.Ordinal)
            || path.StartsWith("/hubs", StringComparison.Ordinal) || path.StartsWith("/openapi", StringComparison.Ordinal));
        Assert.Empty(shopper.Errors);
    }

    [BrowserFact]
    public async Task Manifest_HasWhatInstallingNeeds()
    {
        using var data = new TempDirectory();
        await using var server = await ServerProcess.StartAsync(data.Path, port: 0, "--empty");
        await using var browser = await Browser.StartAsync();
        var visitor = await browser.OpenAsync(server.Url);
        await visitor.Page.GotoAsync("/");

        var icons = await visitor.Page.EvaluateAsync<string[]>("""
            async () => {
              const link = document.querySelector("link[rel=manifest]");
              const manifest = await (await fetch(link.href)).json();
              if (manifest.display !== "standalone" || !manifest.name || manifest.start_url !== "/") throw new Error("incomplete");
              return Promise.all(manifest.icons.filter(({ type }) => type === "image/png").map(async ({ src, sizes, purpose }) => {
                const picture = await createImageBitmap(await (await fetch(src)).blob());
                return `${purpose} ${picture.width}x${picture.height === picture.width ? picture.height : 0}=${sizes}`;
              }));
            }
            """);

        Assert.Equal(["any 192x192=192x192", "any 512x512=512x512", "maskable 512x512=512x512"], icons);
        Assert.DoesNotContain(visitor.Errors, error => !error.Contains("404", StringComparison.Ordinal));
    }

    [BrowserFact]
    public async Task Scripts_AreSentSmallToThoseWhoCanReadThat()
    {
        using var data = new TempDirectory();
        await using var server = await ServerProcess.StartAsync(data.Path, port: 0, "--empty");
        using var http = new HttpClient { BaseAddress = server.Url };
        var index = await http.GetStringAsync(new Uri("/index.html", UriKind.Relative));
        var script = index[index.IndexOf("/assets/index-", StringComparison.Ordinal)..];
        script = script[..(script.IndexOf(".js", StringComparison.Ordinal) + ".js".Length)];

        using var plain = await AskAsync(http, script, "identity");
        using var small = await AskAsync(http, script, "gzip, br");

        Assert.Equal(["br"], small.Content.Headers.ContentEncoding);
        Assert.Equal(plain.Content.Headers.ContentType, small.Content.Headers.ContentType);
        Assert.Equal("text/javascript", small.Content.Headers.ContentType?.MediaType);
        Assert.Empty(plain.Content.Headers.ContentEncoding);
        Assert.InRange(small.Content.Headers.ContentLength ?? 0, 1, (plain.Content.Headers.ContentLength ?? 0) / 2);
    }

    private static async Task<HttpResponseMessage> AskAsync(HttpClient http, string path, string encodings)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Accept-Encoding", encodings);
        return (await http.SendAsync(request)).EnsureSuccessStatusCode();
    }

    [BrowserFact]
    public async Task Theme_ThatWasChosen_IsThereBeforeThePageAndAfterALoad()
    {
        using var data = new TempDirectory();
        await using var server = await ServerProcess.StartAsync(data.Path, port: 0, "--empty");
        await using var browser = await Browser.StartAsync();
        var visitor = await browser.OpenAsync(server.Url);
        await visitor.Page.GotoAsync("/docs");
        await Expect(visitor.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "light");

        await visitor.Page.GetByTestId("theme-dark").CheckAsync(new LocatorCheckOptions { Force = true });
        await Expect(visitor.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await visitor.Page.ReloadAsync(new PageReloadOptions { WaitUntil = WaitUntilState.Commit });
        await Expect(visitor.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");

        await visitor.Page.GetByTestId("theme-system").CheckAsync(new LocatorCheckOptions { Force = true });
        await visitor.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Dark });
        await Expect(visitor.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
    }
}
