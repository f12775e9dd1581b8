using System.Text.Json;
using Microsoft.Playwright;

namespace SocialCommerce.Browser.Figures.Measure;

/// <summary>What the browser itself saw of a page: paints, layout shifts, events that were answered, frames.</summary>
internal sealed record PageMeasures(
    double FirstContentfulPaintMs,
    IReadOnlyList<ShiftEntry> Shifts,
    IReadOnlyList<EventEntry> Events,
    IReadOnlyList<double> FramesMs,
    int CommentRows)
{
    private const double FrameLongMs = 50;
    private const int InteractionsPerOutlier = 50;

    private const string Observe = """
        (() => {
          const measures = { shifts: [], events: [], frames: [] };
          globalThis.__measures = measures;
          const watch = (options, take) =>
            new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ buffered: true, ...options });
          watch({ type: "layout-shift" }, ({ hadRecentInput, startTime, value }) => {
            if (!hadRecentInput) measures.shifts.push({ at: startTime, value });
          });
          watch({ type: "event", durationThreshold: 16 }, ({ interactionId, duration, name }) => {
            if (interactionId) measures.events.push({ interactionId, duration, name });
          });
          let last = null;
          const frame = (now) => {
            if (last !== null) measures.frames.push(now - last);
            last = now;
            requestAnimationFrame(frame);
          };
          requestAnimationFrame(frame);
        })();
        """;

    private const string Read = """
        () => JSON.stringify({
          firstContentfulPaintMs: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? -1,
          shifts: __measures.shifts,
          events: __measures.events,
          framesMs: __measures.frames.map((frame) => Math.round(frame * 10) / 10),
          commentRows: document.querySelectorAll("[data-testid=comment]").length,
        })
        """;

    /// <summary>The largest sum of shifts in a window of five seconds with gaps of less than one (the CLS of web vitals).</summary>
    public double CumulativeLayoutShift
    {
        get
        {
            var (worst, sum, begun, last) = (0.0, 0.0, double.NegativeInfinity, double.NegativeInfinity);
            foreach (var shift in Shifts)
            {
                if (shift.At - last > 1_000 || shift.At - begun > 5_000)
                {
                    (sum, begun) = (0, shift.At);
                }

                (sum, last) = (sum + shift.Value, shift.At);
                worst = Math.Max(worst, sum);
            }

            return worst;
        }
    }

    /// <summary>How long each interaction took until the next frame showed its answer; those below 16 ms are not told.</summary>
    public IReadOnlyList<double> InteractionsMs =>
        [.. Events.GroupBy(entry => entry.InteractionId).Select(entries => entries.Max(entry => entry.Duration)).Order()];

    /// <summary>The share of the time that went by in frames of more than 50 ms.</summary>
    public double LongFrameShare => FramesMs.Where(frame => frame > FrameLongMs).Sum() / Math.Max(1, FramesMs.Sum());

    /// <summary>Interaction to next paint: the slowest, leaving out one in fifty.</summary>
    public double InteractionToNextPaintMs(int interactions)
    {
        var slowest = InteractionsMs;
        return slowest.Count == 0 ? 0 : slowest[Math.Max(0, slowest.Count - 1 - (interactions / InteractionsPerOutlier))];
    }

    /// <summary>From the next page that is loaded.</summary>
    public static Task InstallAsync(IPage page) => page.AddInitScriptAsync(Observe);

    /// <summary>Forgets what was seen until now.</summary>
    public static Task ClearAsync(IPage page) =>
        page.EvaluateAsync("() => { for (const list of Object.values(__measures)) list.length = 0; }");

    public static async Task<PageMeasures> ReadAsync(IPage page) =>
        JsonSerializer.Deserialize<PageMeasures>(await page.EvaluateAsync<string>(Read), JsonSerializerOptions.Web)!;
}

internal sealed record ShiftEntry(double At, double Value);

internal sealed record EventEntry(long InteractionId, double Duration, string Name);
