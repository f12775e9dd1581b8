using System.Globalization;
using SocialCommerce.Tools.Simulate;
using SocialCommerce.Tools.Simulate.Wire;

namespace SocialCommerce.Tools.Bench.Rooms;

/// <summary>What a crowd costs that only stays, that comes back all at once, or that is spread over many rooms.</summary>
internal static class CrowdScenarios
{
    private const int ViewersDefault = 5_000;
    private const int ManyRooms = 500;
    private const int DeliveriesPerSecond = 20_000;
    private const double StormCommentsPerSecond = 4;

    private static readonly TimeSpan IdleDefault = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ManyDefault = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan StormDuration = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan StormAfter = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan StormMax = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan SettleTime = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);

    /// <summary>Sockets that are held while a comment a second shows that all of them are there.</summary>
    public static async Task<IReadOnlyList<BenchRow>> IdleAsync(RoomsContext context, CancellationToken cancellationToken)
    {
        var viewers = context.Options.Viewers ?? ViewersDefault;
        var duration = context.Options.Duration ?? IdleDefault;
        var ours = await context.StartOursAsync(cancellationToken);
        await Task.Delay(SettleTime, cancellationToken);
        var empty = await ours.Server.ReadMetersAsync();
        await using var contest = await Contest.OpenAsync([ours], 1, viewers, cancellationToken);
        var crowd = contest.Crowds[0];
        await Task.Delay(SettleTime, cancellationToken);
        var before = await ours.Server.ReadMetersAsync();
        var measured = await LoadDriver.CommentAsync(crowd, [.. crowd.Viewers.Take(10)], 1, duration, cancellationToken);
        var after = await ours.Server.ReadMetersAsync();
        var figure = Figure.Of(measured, Gauge.Deliveries, before, after);
        figure.Check(Contender.OursName);
        context.Say($"  idle: {figure}");
        var name = string.Create(CultureInfo.InvariantCulture, $"idle, {viewers} sockets for {duration.TotalSeconds} s, a comment a second");
        return
        [
            new BenchRow($"{name}: memory of each", (Math.Max(before.RssBytes, after.RssBytes) - empty.RssBytes) / (double)viewers, "bytes"),
            new BenchRow($"{name}: dropped", measured.Run.Drops, "sockets"),
            new BenchRow($"{name}: not shown everything", LoadDriver.CountBehind(crowd), "sockets"),
            new BenchRow($"{name}: delivered", figure.Value, "deliveries/s", figure.P50Ms, figure.P99Ms),
            new BenchRow($"{name}: processor", figure.ServerCores, "cores"),
        ];
    }

    /// <summary>The whole room loses its connections in one moment, while it is commented in.</summary>
    public static async Task<IReadOnlyList<BenchRow>> StormAsync(RoomsContext context, CancellationToken cancellationToken)
    {
        var viewers = context.Options.Viewers ?? ViewersDefault;
        var ours = await context.StartOursAsync(cancellationToken);
        await using var contest = await Contest.OpenAsync([ours], 1, viewers, cancellationToken);
        var crowd = contest.Crowds[0];
        var storms = new List<Storm>();
        for (var round = 0; round < context.Options.Repeat; round++)
        {
            storms.Add(await BlowAsync(ours, crowd, cancellationToken));
            context.Say($"  storm: {storms[^1]}");
        }

        var name = string.Create(CultureInfo.InvariantCulture, $"storm, {viewers} sockets dropped at once");
        return
        [
            new BenchRow($"{name}: all back", Median(storm => storm.Seconds), "s", Median(storm => storm.P50Ms), Median(storm => storm.P99Ms)),
            new BenchRow($"{name}: recovered without a new snapshot", Median(storm => storm.Recovered / (double)viewers), "share"),
            new BenchRow($"{name}: reads of the store", Median(storm => storm.StoreReads / (double)viewers), "reads/socket"),
            new BenchRow($"{name}: acknowledged meanwhile", Median(storm => storm.Acknowledged), "comments", null, Median(storm => storm.AcknowledgedP99Ms)),
        ];

        double Median(Func<Storm, double> part) => RoomsRows.Median(storms.Select(part));
    }

    /// <summary>The same deliveries in one room and in five hundred.</summary>
    public static async Task<IReadOnlyList<BenchRow>> ManyAsync(RoomsContext context, CancellationToken cancellationToken)
    {
        var viewers = context.Options.Viewers ?? ViewersDefault;
        var rooms = Math.Min(ManyRooms, viewers / 2);
        var duration = context.Options.Duration ?? ManyDefault;
        var ours = await context.StartOursAsync(cancellationToken);
        await using var contest = new Contest();
        await contest.SeatAsync(Contender.OursName, ours, rooms, viewers, cancellationToken);
        await contest.SeatAsync("one room", ours, 1, viewers, cancellationToken);
        var name = string.Create(CultureInfo.InvariantCulture, $"many, {viewers} viewers in {rooms} rooms, {DeliveriesPerSecond} deliveries/s offered");
        var standings = await contest.RunAsync(context, name, Gauge.Deliveries, crowd =>
        {
            // One of each room speaks: viewers are spread over the rooms in turn.
            var spoken = crowd.Viewers.Select(viewer => viewer.RoomId).Distinct().Count();
            var perSecond = (double)DeliveriesPerSecond * spoken / viewers;
            return LoadDriver.CommentAsync(crowd, [.. crowd.Viewers.Take(spoken)], perSecond, duration, cancellationToken);
        });
        return [.. RoomsRows.Of(name, "deliveries/s", standings)];
    }

    private static async Task<Storm> BlowAsync(Contender ours, LoadCrowd crowd, CancellationToken cancellationToken)
    {
        var before = await ours.Server.ReadMetersAsync();
        var commenting = LoadDriver.CommentAsync(
            crowd, [.. crowd.Viewers.Take(50)], StormCommentsPerSecond, StormDuration, cancellationToken);
        await Task.Delay(StormAfter, cancellationToken);
        var dropped = crowd.Clock.GetTimestamp();
        foreach (var viewer in crowd.Viewers)
        {
            viewer.Drop();
        }

        while (crowd.Viewers.Any(viewer => !viewer.IsPlaced))
        {
            if (crowd.Clock.GetElapsedTime(dropped) > StormMax)
            {
                throw new BenchException($"{crowd.Viewers.Count(viewer => !viewer.IsPlaced)} sockets are not back {StormMax.TotalSeconds} s after a storm.");
            }

            await Task.Delay(Step, cancellationToken);
        }

        var returns = new LatencyHistogram();
        foreach (var viewer in crowd.Viewers)
        {
            returns.Add(crowd.Clock.GetElapsedTime(dropped, viewer.PlacedAt));
        }

        var run = (await commenting).Run;
        Figure.Of(new LoadMeasure(run, StormDuration), Gauge.Deliveries, before, before).Check(ours.Name);
        if (LoadDriver.CountBehind(crowd) is > 0 and var behind)
        {
            var away = crowd.Viewers.Count(viewer => !viewer.IsPlaced);
            throw new BenchException(
                $"{behind} viewers did not get everything after a storm: {away} are not back, the others have from "
                + $"{crowd.Viewers.Min(viewer => viewer.Seq)} to {crowd.Viewers.Max(viewer => viewer.Seq)}; {run.Drops} drops, {run.Recovered} recovered.");
        }

        var reads = (await ours.Server.ReadMetersAsync()).StoreReads - before.StoreReads;
        return Storm.Of(returns, run, reads ?? 0);
    }
}

/// <summary>What one storm did.</summary>
/// <param name="Seconds">Until the last was back.</param>
internal sealed record Storm(
    double Seconds, double P50Ms, double P99Ms, long Recovered, long Resnapshots, long StoreReads, long Acknowledged, double AcknowledgedP99Ms)
{
    public static Storm Of(LatencyHistogram returns, LoadRun run, long reads) => new(
        returns.Max.TotalSeconds,
        returns.Percentile(0.5).TotalMilliseconds,
        returns.Percentile(0.99).TotalMilliseconds,
        run.Recovered,
        run.Resnapshots,
        reads,
        run.Acknowledgement.Count,
        run.Acknowledgement.Percentile(0.99).TotalMilliseconds);
}
