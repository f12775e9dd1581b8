using System.IO.Compression;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace SocialCommerce.Browser.Figures.Measure;

/// <summary>
/// The page as Chromium sees it on this machine: how soon it is there, how much script it is, and how it answers while a
/// room is full of comments. The server, those who talk and the browser share the machine's cores.
/// </summary>
internal static class WebBench
{
    private const int Loads = 3;

    private static readonly string[] NotCounted = ["hls", "uPlot"];

    public static async Task RunAsync(Arguments arguments)
    {
        await using var shop = await Shop.OpenAsync(arguments.WebRoot);
        var rows = new List<Row>();
        rows.AddRange(await LoadAsync(shop, arguments.WebRoot, "signed out", null, "/"));
        rows.AddRange(await LoadAsync(shop, arguments.WebRoot, "home", "shopper", "/"));
        rows.AddRange(await LoadAsync(shop, arguments.WebRoot, "room", "shopper", $"/rooms/{Shop.Room}"));
        rows.Add(new Row("all scripts but video and charts, gzip", AllScripts(arguments.WebRoot), "KB"));
        rows.AddRange(await CrowdedRoomAsync(shop, arguments.Number("--comments", 100), arguments.Number("--seconds", 30)));
        await Report.WriteAsync("web", rows, arguments.IsJson);
    }

    /// <summary>Each load by a browser that has nothing yet; the middle one counts.</summary>
    private static async Task<IReadOnlyList<Row>> LoadAsync(Shop shop, string webRoot, string name, string? account, string path)
    {
        var paints = new List<double>();
        var shifts = new List<double>();
        var scripts = new HashSet<string>();
        for (var load = 0; load < Loads; load++)
        {
            var page = await shop.EnterAsync(account);
            page.Request += (_, request) =>
            {
                if (request.ResourceType == "script")
                {
                    scripts.Add(new Uri(request.Url).AbsolutePath);
                }
            };
            await page.GotoAsync(path);
            await Expect(page.Locator("main h1").First).ToBeAttachedAsync();
            await page.WaitForTimeoutAsync(2_500);
            var seen = await PageMeasures.ReadAsync(page);
            paints.Add(seen.FirstContentfulPaintMs);
            shifts.Add(seen.CumulativeLayoutShift);
            await page.Context.CloseAsync();
        }

        var loaded = scripts.Where(IsCounted).Sum(script => Gzipped(Path.Combine(webRoot, script.TrimStart('/'))));
        return
        [
            new Row($"{name}: first contentful paint, cold, middle of {Loads}", Middle(paints), "ms"),
            new Row($"{name}: scripts that were loaded, gzip", loaded, "KB"),
            new Row($"{name}: cumulative layout shift of the load, worst of {Loads}", shifts.Max(), ""),
        ];
    }

    /// <summary>Somebody uses the room while it is talked in.</summary>
    private static async Task<IReadOnlyList<Row>> CrowdedRoomAsync(Shop shop, int commentsPerSecond, int seconds)
    {
        var page = await shop.EnterAsync("shopper");
        await page.GotoAsync($"/rooms/{Shop.Room}");
        await Expect(page.GetByTestId("connection-state")).ToHaveAttributeAsync("data-state", "live");
        await using var chatter = await Chatter.StartAsync(shop.Url, Shop.Room, commentsPerSecond);
        await page.WaitForTimeoutAsync(5_000);
        await PageMeasures.ClearAsync(page);
        var said = chatter.Said;
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var interactions = 0;
        while (clock.Elapsed.TotalSeconds < seconds)
        {
            interactions += await UseAsync(page, interactions);
        }

        var rate = (chatter.Said - said) / clock.Elapsed.TotalSeconds;
        var seen = await PageMeasures.ReadAsync(page);
        var slow = seen.InteractionsMs;
        return
        [
            new Row("crowded room: comments a second, acknowledged", rate, "/s"),
            new Row("crowded room: comments in the document", seen.CommentRows, "rows"),
            new Row($"crowded room: interaction to next paint, of {interactions}", seen.InteractionToNextPaintMs(interactions), "ms"),
            new Row("crowded room: the slowest interaction", slow.Count == 0 ? 0 : slow[^1], "ms"),
            new Row("crowded room: time in frames of more than 50 ms", seen.LongFrameShare * 100, "%"),
            new Row("crowded room: frames a second", seen.FramesMs.Count / clock.Elapsed.TotalSeconds, "/s"),
            new Row("crowded room: cumulative layout shift", seen.CumulativeLayoutShift, ""),
        ];
    }

    /// <summary>A reaction, some typing, and now and then a product that is opened and closed; how many interactions it was.</summary>
    private static async Task<int> UseAsync(IPage page, int before)
    {
        await page.GetByTestId("reaction-heart").ClickAsync();
        var input = page.GetByTestId("comment-input");
        await input.PressSequentiallyAsync("hey", new LocatorPressSequentiallyOptions { Delay = 60 });
        await input.FillAsync("");
        if (before % 20 != 0)
        {
            await page.WaitForTimeoutAsync(250);
            return 4;
        }

        await page.GetByTestId("suggestion").First.Locator("h3 a").ClickAsync();
        await Expect(page.Locator("dialog[open]")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("dialog[open]")).ToHaveCountAsync(0);
        return 6;
    }

    private static double AllScripts(string webRoot) =>
        Directory.EnumerateFiles(Path.Combine(webRoot, "assets"), "*.js").Where(IsCounted).Sum(Gzipped);

    private static bool IsCounted(string path) =>
        !NotCounted.Any(name => Path.GetFileName(path).StartsWith(name, StringComparison.OrdinalIgnoreCase));

    private static double Gzipped(string file)
    {
        using var gathered = new MemoryStream();
        using (var gzip = new GZipStream(gathered, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(File.ReadAllBytes(file));
        }

        return gathered.Length / 1024.0;
    }

    private static double Middle(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
