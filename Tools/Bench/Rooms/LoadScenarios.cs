using System.Globalization;
using System.Text.Json;
using SocialCommerce.Tools.Simulate.Wire;

namespace SocialCommerce.Tools.Bench.Rooms;

/// <summary>What one room takes in, and what it hands out when comments are gathered into frames.</summary>
internal static class LoadScenarios
{
    private const int ItemsViewers = 1_000;
    private const int AcceptViewers = 100;
    private const int AcceptPerSecond = 1_000;
    private const int ReactionViewers = 500;
    private const int ReactionsPerSecond = 20_000;
    private const int ReactionBatch = 10;
    private const int SendersMax = 50;
    private const double ReachedMin = 0.95;

    private static readonly TimeSpan DurationDefault = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan CountedMax = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan CountedStep = TimeSpan.FromMilliseconds(200);

    /// <summary>Comments a second, times a thousand viewers: more and more, until it is too much.</summary>
    private static readonly int[] ItemRates = [100, 200, 400];

    public static async Task<IReadOnlyList<BenchRow>> ItemsAsync(RoomsContext context, CancellationToken cancellationToken)
    {
        var viewers = context.Options.Viewers ?? ItemsViewers;
        await using var contest = await Contest.OpenAsync([await context.StartOursAsync(cancellationToken)], 1, viewers, cancellationToken);
        var rows = new List<BenchRow>();
        foreach (var rate in ItemRates)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"items, {viewers} viewers, {rate} comments/s offered");
            var standings = await contest.RunAsync(context, name, Gauge.Deliveries, crowd => LoadDriver.CommentAsync(
                crowd, [.. crowd.Viewers.Take(SendersMax)], rate, context.Options.Duration ?? DurationDefault, cancellationToken));
            rows.AddRange(RoomsRows.Of(name, "items/s", standings));
            if (rows[^1].Value < ReachedMin * rate * viewers)
            {
                break;
            }
        }

        return rows;
    }

    public static async Task<IReadOnlyList<BenchRow>> AcceptAsync(RoomsContext context, CancellationToken cancellationToken)
    {
        var viewers = context.Options.Viewers ?? AcceptViewers;
        await using var contest = await Contest.OpenAsync([await context.StartOursAsync(cancellationToken)], 1, viewers, cancellationToken);
        var name = string.Create(CultureInfo.InvariantCulture, $"accept, {viewers} viewers, {AcceptPerSecond} comments/s offered");
        var standings = await contest.RunAsync(context, name, Gauge.Acknowledgements, crowd => LoadDriver.CommentAsync(
            crowd, [.. crowd.Viewers.Take(SendersMax)], AcceptPerSecond, context.Options.Duration ?? DurationDefault, cancellationToken));
        return [.. RoomsRows.Of(name, "comments/s", standings)];
    }

    /// <summary>Batches of ten, as a client gathers them; what the room counts is what was acknowledged, to the last one.</summary>
    public static async Task<IReadOnlyList<BenchRow>> ReactionsAsync(RoomsContext context, CancellationToken cancellationToken)
    {
        var viewers = context.Options.Viewers ?? ReactionViewers;
        await using var contest = await Contest.OpenAsync([await context.StartOursAsync(cancellationToken)], 1, viewers, cancellationToken);
        var name = string.Create(CultureInfo.InvariantCulture, $"reactions, {viewers} viewers, {ReactionsPerSecond}/s offered in batches of {ReactionBatch}");
        var gauge = Gauge.Acknowledgements with { Value = static measured => ReactionBatch * measured.AcknowledgementsPerSecond };
        long expected = 0;
        var standings = await contest.RunAsync(context, name, gauge, async crowd =>
        {
            var measured = await LoadDriver.ReactAsync(
                crowd,
                [.. crowd.Viewers.Take(viewers)],
                ReactionBatch,
                (double)ReactionsPerSecond / ReactionBatch,
                context.Options.Duration ?? DurationDefault,
                cancellationToken);
            expected += ReactionBatch * measured.Run.Acknowledgement.Count;
            await CheckTotalAsync(crowd, expected, cancellationToken);
            return measured;
        });
        return [.. RoomsRows.Of(name, "reactions/s", standings)];
    }

    private static async Task CheckTotalAsync(LoadCrowd crowd, long expected, CancellationToken cancellationToken)
    {
        var started = crowd.Clock.GetTimestamp();
        while (true)
        {
            var counted = TotalOf(await crowd.LookAsync(crowd.Viewers[0].RoomId, cancellationToken));
            if (counted == expected)
            {
                return;
            }

            if (crowd.Clock.GetElapsedTime(started) > CountedMax)
            {
                throw new BenchException($"{expected} reactions were acknowledged and {counted} are counted.");
            }

            await Task.Delay(CountedStep, crowd.Clock, cancellationToken);
        }
    }

    private static long TotalOf(JsonElement joined) =>
        joined.GetProperty("snapshot").GetProperty("reactions").EnumerateObject().Sum(kind => kind.Value.GetInt64());
}
