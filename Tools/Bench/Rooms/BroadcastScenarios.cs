using System.Globalization;
using SocialCommerce.Tools.Simulate.Wire;

namespace SocialCommerce.Tools.Bench.Rooms;

/// <summary>What one comment costs on its way to everybody, beside others who do the same without keeping it.</summary>
internal static class BroadcastScenarios
{
    private const int ViewersDefault = 5_000;
    private const int FramesPerSecond = 20_000;
    private const int CeilingRooms = 8;
    private const int CeilingViewers = 4_000;
    private const int BroadcastSeconds = 10;
    private const int CeilingSeconds = 5;

    /// <summary>One room at 20,000 frames a second: a frame per comment and viewer.</summary>
    public static async Task<IReadOnlyList<BenchRow>> BroadcastAsync(RoomsContext context, CancellationToken cancellationToken)
    {
        var viewers = context.Options.Viewers ?? ViewersDefault;
        var duration = context.Options.Duration ?? TimeSpan.FromSeconds(BroadcastSeconds);
        var name = string.Create(CultureInfo.InvariantCulture, $"broadcast, {viewers} viewers, {FramesPerSecond} frames/s offered");
        await using var contest = await Contest.OpenAsync(
            await context.StartAllAsync(cancellationToken, FlushAtOnce), 1, viewers, cancellationToken);
        var standings = await contest.RunAsync(
            context,
            name,
            Gauge.Deliveries,
            crowd => LoadDriver.CommentAsync(
                crowd, [crowd.Viewers[0]], (double)FramesPerSecond / viewers, duration, cancellationToken));
        return [.. RoomsRows.Of(name, "deliveries/s", standings)];
    }

    /// <summary>As many frames as go through: in each of eight rooms the next comment is sent when everybody has the one before.</summary>
    public static async Task<IReadOnlyList<BenchRow>> CeilingAsync(RoomsContext context, CancellationToken cancellationToken)
    {
        var viewers = (context.Options.Viewers ?? CeilingViewers) / CeilingRooms * CeilingRooms;
        var duration = context.Options.Duration ?? TimeSpan.FromSeconds(CeilingSeconds);
        var name = string.Create(CultureInfo.InvariantCulture, $"ceiling, {CeilingRooms} rooms, {viewers} viewers, one comment under way in each");
        await using var contest = await Contest.OpenAsync(
            await context.StartAllAsync(cancellationToken, FlushAtOnce), CeilingRooms, viewers, cancellationToken);
        var standings = await contest.RunAsync(
            context,
            name,
            Gauge.Frames,
            crowd => LoadDriver.SaturateAsync(
                crowd, [.. crowd.Viewers.Take(CeilingRooms)], viewers / CeilingRooms, duration, cancellationToken));
        return [.. RoomsRows.Of(name, "frames/s", standings)];
    }

    /// <summary>One frame per comment, as the others send them: ours would gather comments that come within 100 ms.</summary>
    private static (string Name, string Value) FlushAtOnce => ("Live__FlushInterval", "00:00:00.010");
}
