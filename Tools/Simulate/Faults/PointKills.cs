using SocialCommerce.Tools.Serve;

namespace SocialCommerce.Tools.Simulate.Faults;

/// <summary>SIGKILL at the write points that a shop with buyers comes to, one point after the other.</summary>
internal sealed class PointKills(IReadOnlyList<WritePoint> points, FaultOptions options, FaultReport report) : IFaultRun
{
    /// <summary>Long enough for the server to be found and killed meanwhile.</summary>
    private const string Held = "delay_exit=3000000";

    private static readonly TimeSpan PointMax = TimeSpan.FromSeconds(20);

    public async Task RunAsync(FaultShop shop, int first, int count, CancellationToken cancellationToken)
    {
        shop.Traffic.Start(cancellationToken);
        for (var number = first; number < first + count; number++)
        {
            var point = points[number % points.Count];
            var nth = 1 + Draw.Of(options.Seed, number).Next(point.NthMax);
            if (await KillAsync(shop, point, nth, cancellationToken))
            {
                report.NoteFault(point.Name);
            }
            else
            {
                report.NoteMissed(point.Name);
            }

            await shop.StartAsync();
        }

        await shop.JudgeAsync();
    }

    public static Injection InjectionOf(WritePoint point, string dataDirectory, int nth) => new(
        point.Calls, StoreFiles.PathsOf(dataDirectory, point.File), point.IsAfter ? Held : "signal=SIGKILL", $"{nth}");

    private static Task<bool> KillAsync(FaultShop shop, WritePoint point, int nth, CancellationToken cancellationToken) => point.Phase switch
    {
        WritePhase.Stopping => KillWhileItStopsAsync(shop, point, nth, cancellationToken),
        WritePhase.Starting => KillWhileItStartsAsync(shop, point, nth),
        _ => KillWhileItServesAsync(shop, point, nth, cancellationToken),
    };

    private static async Task<bool> KillWhileItServesAsync(FaultShop shop, WritePoint point, int nth, CancellationToken cancellationToken)
    {
        using var log = new ScratchFile();
        await using var strace = await Strace.AttachAsync(shop.Server.Id, InjectionOf(point, shop.Directory, nth), log.Path, cancellationToken);
        var isReached = point.IsAfter
            ? await strace.Log.WaitForAsync(StraceLog.Delayed, PointMax, cancellationToken)
            : await HasEndedAsync(shop.Server, PointMax);
        await shop.KillAsync();
        return isReached;
    }

    private static async Task<bool> KillWhileItStopsAsync(FaultShop shop, WritePoint point, int nth, CancellationToken cancellationToken)
    {
        using var log = new ScratchFile();
        await using var strace = await Strace.AttachAsync(shop.Server.Id, InjectionOf(point, shop.Directory, nth), log.Path, cancellationToken);
        shop.ExpectEnd();
        await shop.Server.TerminateAsync();
        var isReached = await HasEndedAsync(shop.Server, PointMax) && shop.Server.ExitCode != ExitCodes.Done;
        await shop.KillAsync();
        return isReached;
    }

    // A store that was closed in order has no log, so the start makes one.
    private static async Task<bool> KillWhileItStartsAsync(FaultShop shop, WritePoint point, int nth)
    {
        shop.ExpectEnd();
        await shop.Server.DisposeAsync();
        return await KillAtStartAsync(shop.Directory, InjectionOf(point, shop.Directory, nth));
    }

    /// <summary>Starts a server under strace, which kills it; false when it got through its start.</summary>
    public static async Task<bool> KillAtStartAsync(string dataDirectory, Injection injection)
    {
        using var log = new ScratchFile();
        var (program, arguments) = FaultServer.Command(dataDirectory, port: 0);
        (program, arguments) = Strace.Launch(injection, log.Path, program, arguments);
        await using var server = ServerProcess.Launch(program, FaultServer.Environment, arguments);
        var isReached = !await server.BecomesReadyAsync();
        await server.KillAsync();
        return isReached;
    }

    private static async Task<bool> HasEndedAsync(ServerProcess server, TimeSpan most)
    {
        try
        {
            await server.WaitForExitAsync().WaitAsync(most);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}

/// <summary>A file for what a program notes, removed with its use.</summary>
internal sealed class ScratchFile : IDisposable
{
    public string Path { get; } = System.IO.Path.GetTempFileName();

    public void Dispose() => File.Delete(Path);
}
