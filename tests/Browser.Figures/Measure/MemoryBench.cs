using System.Globalization;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace SocialCommerce.Browser.Figures.Measure;

/// <summary>Whether the page of a room grows with time: the heap after a garbage collection, every minute.</summary>
internal static class MemoryBench
{
    /// <summary>Until the list of comments is full and everything was compiled.</summary>
    private const int WarmMinutes = 5;

    public static async Task RunAsync(Arguments arguments)
    {
        var minutes = arguments.Number("--minutes", 30);
        await using var shop = await Shop.OpenAsync(arguments.WebRoot);
        var page = await shop.EnterAsync("shopper");
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("Performance.enable");
        await page.GotoAsync($"/rooms/{Shop.Room}");
        await Expect(page.GetByTestId("connection-state")).ToHaveAttributeAsync("data-state", "live");
        await using var chatter = await Chatter.StartAsync(shop.Url, Shop.Room, arguments.Number("--comments", 20));

        var samples = new List<Sample>();
        for (var minute = 0; minute <= minutes; minute++)
        {
            samples.Add(await SampleAsync(session, minute));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{minute,3} min {samples[^1].HeapMb,8:0.00} MB {samples[^1].Nodes,6} nodes {chatter.Said,8} comments"));
            if (minute < minutes)
            {
                await UseForAMinuteAsync(page);
            }
        }

        var counted = samples.Where(sample => sample.Minute >= Math.Min(WarmMinutes, minutes / 2)).ToList();
        await Report.WriteAsync("web-memory", Summarise(counted, minutes, chatter.Said), arguments.IsJson);
    }

    private static IReadOnlyList<Row> Summarise(IReadOnlyList<Sample> counted, int minutes, int said) =>
    [
        new Row("heap after garbage collection, begin", counted[0].HeapMb, "MB"),
        new Row($"heap after garbage collection, after {minutes} minutes", counted[^1].HeapMb, "MB"),
        new Row("growth by least squares", Slope(counted) * 60, "MB/h"),
        new Row("nodes of the document, end", counted[^1].Nodes, ""),
        new Row("comments that were shown", said, ""),
    ];

    private static async Task UseForAMinuteAsync(IPage page)
    {
        for (var step = 0; step < 12; step++)
        {
            await page.GetByTestId("reaction-heart").ClickAsync();
            await page.WaitForTimeoutAsync(5_000);
        }

        // What was measured of frames is not the page's own.
        await PageMeasures.ClearAsync(page);
    }

    private static async Task<Sample> SampleAsync(ICDPSession session, int minute)
    {
        await session.SendAsync("HeapProfiler.collectGarbage");
        var metrics = (await session.SendAsync("Performance.getMetrics"))!.Value.GetProperty("metrics").EnumerateArray()
            .ToDictionary(metric => metric.GetProperty("name").GetString()!, metric => metric.GetProperty("value").GetDouble());
        return new Sample(minute, metrics["JSHeapUsedSize"] / (1024 * 1024), (int)metrics["Nodes"]);
    }

    /// <summary>Megabytes a minute.</summary>
    private static double Slope(IReadOnlyList<Sample> samples)
    {
        var (meanX, meanY) = (samples.Average(sample => sample.Minute), samples.Average(sample => sample.HeapMb));
        var square = samples.Sum(sample => Math.Pow(sample.Minute - meanX, 2));
        return square == 0 ? 0 : samples.Sum(sample => (sample.Minute - meanX) * (sample.HeapMb - meanY)) / square;
    }

    private sealed record Sample(int Minute, double HeapMb, int Nodes);
}
