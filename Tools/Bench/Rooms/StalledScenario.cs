using System.Globalization;
using SocialCommerce.Tools.Simulate.Wire;

namespace SocialCommerce.Tools.Bench.Rooms;

/// <summary>Viewers who stop reading and stay: what the others notice, and what the server keeps for them.</summary>
internal static class StalledScenario
{
    private const int ViewersDefault = 1_000;
    private const double CommentsPerSecond = 100;
    private const int SmallBuffer = 4 * 1024;

    /// <summary>Of fewer, the memory drowns in what a process takes on and gives back anyway.</summary>
    private const int WeighedMin = 50;

    private static readonly double[] Shares = [0, 0.01, 0.1];
    private static readonly TimeSpan DurationDefault = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ProbeInterval = TimeSpan.FromSeconds(1);

    /// <summary>As long as a comment may be, so that the kernel's buffers are full before long.</summary>
    private static readonly string LongText = string.Concat(Enumerable.Repeat("直播间", 60));

    public static async Task<IReadOnlyList<BenchRow>> RunAsync(RoomsContext context, CancellationToken cancellationToken)
    {
        var viewers = context.Options.Viewers ?? ViewersDefault;
        var ours = await context.StartOursAsync(cancellationToken);
        await using var contest = new Contest();
        var stretches = new List<Stretch>();
        foreach (var share in Shares)
        {
            var crowd = await contest.SeatAsync(
                Name(share), ours, 1, viewers, cancellationToken, number => IsStalled(number, share) ? SmallBuffer : null);
            stretches.Add(new Stretch(share, crowd, [.. crowd.Viewers.Where((_, number) => IsStalled(number, share))]));
        }

        var duration = context.Options.Duration ?? DurationDefault;
        for (var round = 0; round <= context.Options.Repeat; round++)
        {
            foreach (var stretch in stretches)
            {
                var figure = await MeasureAsync(ours, stretch, duration, cancellationToken);

                // The first round warms up.
                if (round > 0)
                {
                    stretch.Figures.Add(figure);
                    context.Say($"  {Name(stretch.Share)}: {figure.Healthy}; {figure.Cut} of {stretch.Stalled.Count} stalled cut, +{figure.RssBytes / 1024:N0} KiB");
                    figure.Healthy.Check(Name(stretch.Share));
                }
            }
        }

        return [.. stretches.SelectMany(stretch => Rows(stretch, stretches[0], viewers))];
    }

    private static async Task<StalledFigure> MeasureAsync(
        Contender ours, Stretch stretch, TimeSpan duration, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        stretch.Stalled.ForEach(viewer => viewer.Stall());
        var before = await ours.Server.ReadMetersAsync();
        var watching = WatchAsync(ours, stretch, ended.Token);
        var healthy = stretch.Crowd.Viewers.Where(viewer => !viewer.IsStalled).Take(20).ToList();
        var measured = await LoadDriver.CommentAsync(
            stretch.Crowd, healthy, CommentsPerSecond, duration, cancellationToken, LongText);
        await ended.CancelAsync();
        var highest = await watching;
        var after = await ours.Server.ReadMetersAsync();
        var figure = new StalledFigure(
            Figure.Of(measured, Gauge.Deliveries, before, after),
            Math.Max(highest, after.RssBytes) - before.RssBytes,
            stretch.Stalled.Count(viewer => viewer.CutAt is not null));
        stretch.Stalled.ForEach(viewer => viewer.Recover());
        while (stretch.Crowd.Viewers.Any(viewer => !viewer.IsPlaced))
        {
            await Task.Delay(ProbeInterval, cancellationToken);
        }

        return figure;
    }

    /// <summary>The most memory that the server had meanwhile.</summary>
    private static async Task<long> WatchAsync(Contender ours, Stretch stretch, CancellationToken cancellationToken)
    {
        var highest = 0L;
        while (!cancellationToken.IsCancellationRequested)
        {
            await Task.Delay(ProbeInterval, cancellationToken).ContinueWith(static _ => { }, TaskScheduler.Default);
            await Task.WhenAll(stretch.Stalled.Select(viewer => viewer.ProbeAsync()));
            highest = Math.Max(highest, (await ours.Server.ReadMetersAsync()).RssBytes);
        }

        return highest;
    }

    private static IEnumerable<BenchRow> Rows(Stretch stretch, Stretch none, int viewers)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{Name(stretch.Share)} of {viewers}");
        var healthy = new Standing(Contender.OursName, [.. stretch.Figures.Select(figure => figure.Healthy)]);
        var row = RoomsRows.Of($"{name}: those who read", "deliveries/s", [healthy]).Single();
        if (stretch == none)
        {
            return [row];
        }

        var p99Ratio = RoomsRows.Median(stretch.Figures.Zip(none.Figures, (some, nobody) => some.Healthy.P99Ms / nobody.Healthy.P99Ms));
        var bytes = RoomsRows.Median(stretch.Figures.Zip(
            none.Figures, (some, nobody) => (some.RssBytes - nobody.RssBytes) / (double)stretch.Stalled.Count));
        var memory = new BenchRow($"{name}: memory more than with nobody stalled", bytes, "bytes/stalled");
        return
        [
            row,
            new BenchRow($"{name}: p99 of those who read", row.P99Ms ?? 0, "ms", Against: "nobody stalled", Ratio: p99Ratio),
            .. stretch.Stalled.Count < WeighedMin ? Enumerable.Empty<BenchRow>() : [memory],
            new BenchRow($"{name}: cut", RoomsRows.Median(stretch.Figures.Select(figure => figure.Cut / (double)stretch.Stalled.Count)), "share"),
        ];
    }

    private static bool IsStalled(int number, double share) => share > 0 && number % (int)Math.Round(1 / share) == 1;

    private static string Name(double share) => string.Create(CultureInfo.InvariantCulture, $"stalled, {share:P0}");

    private sealed record Stretch(double Share, LoadCrowd Crowd, List<LoadViewer> Stalled)
    {
        public List<StalledFigure> Figures { get; } = [];
    }

    /// <param name="RssBytes">Memory that the server took on in the stretch, at its highest.</param>
    private sealed record StalledFigure(Figure Healthy, long RssBytes, int Cut);
}
