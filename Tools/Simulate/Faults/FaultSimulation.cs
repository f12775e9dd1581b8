namespace SocialCommerce.Tools.Simulate.Faults;

/// <summary>
/// Servers of its own are killed and their disks fail under buyers; the checker then holds what buyers were told against what
/// is stored.
/// </summary>
internal sealed class FaultSimulation(FaultOptions options, TimeProvider clock, TextWriter log)
{
    /// <summary>Room for a store and its history.</summary>
    private const int DiskMegabytes = 192;

    private readonly FaultReport _report = new(options);

    public async Task<FaultReport> RunAsync(string directory, CancellationToken cancellationToken)
    {
        if (options.Fault is not (FaultKind.KillRandom or FaultKind.FullDisk) && !Strace.IsInstalled())
        {
            throw new SimulationException(Strace.Missing);
        }

        await (options.Fault switch
        {
            FaultKind.KillRandom => RunShopsAsync(directory, new RandomKills(options, _report, clock), options.Count, cancellationToken),
            FaultKind.KillPoint => KillAtPointsAsync(directory, cancellationToken),
            FaultKind.FullDisk => FillDisksAsync(directory, cancellationToken),
            _ => FailDisksAsync(directory, cancellationToken),
        });
        return _report;
    }

    private async Task KillAtPointsAsync(string directory, CancellationToken cancellationToken)
    {
        var points = WritePoint.All.Where(point => options.Points.Count == 0 || options.Points.Contains(point.Name)).ToList();
        var ofShops = points.Where(point => point.Phase != WritePhase.Migrating).ToList();
        await RunShopsAsync(directory, new PointKills(ofShops, options, _report), ofShops.Count * options.Count, cancellationToken);
        var starts = new StartFaults(directory, options, _report, clock);
        foreach (var point in points.Where(point => point.Phase == WritePhase.Migrating))
        {
            await starts.KillAsync(point, cancellationToken);
        }
    }

    private async Task FailDisksAsync(string directory, CancellationToken cancellationToken)
    {
        var errors = new DiskErrors(options, _report, clock);
        await RunShopsAsync(directory, errors, errors.Total, cancellationToken);
        var starts = new StartFaults(directory, options, _report, clock);
        var (error, kinds) = options.Fault == FaultKind.Eio
            ? ("EIO", new[] { WritePoint.Writes, WritePoint.Syncs, WritePoint.Reads, "openat" })
            : ("ENOSPC", [WritePoint.Writes, "openat"]);
        foreach (var calls in kinds)
        {
            await starts.FailAsync(calls, error, cancellationToken);
        }
    }

    private async Task FillDisksAsync(string directory, CancellationToken cancellationToken)
    {
        var disk = Path.Combine(directory, "disk");
        await FullDisks.MountAsync(disk, DiskMegabytes);
        try
        {
            await RunShopsAsync(disk, new FullDisks(_report, clock), options.Count, cancellationToken);
        }
        finally
        {
            await FullDisks.UnmountAsync(disk);
        }
    }

    private async Task RunShopsAsync(string directory, IFaultRun run, int total, CancellationToken cancellationToken)
    {
        for (var first = 0; first < total; first += options.PerDirectory)
        {
            var count = Math.Min(options.PerDirectory, total - first);
            await using var shop = await FaultShop.OpenAsync(Path.Combine(directory, $"store-{first}"), options.Seed + first, _report, clock, cancellationToken);
            for (var done = 0; done < count; done += options.VerdictEvery)
            {
                if (done > 0)
                {
                    await shop.StartAsync();
                }

                await run.RunAsync(shop, first + done, Math.Min(options.VerdictEvery, count - done), cancellationToken);
                await log.WriteLineAsync($"{Math.Min(first + done + options.VerdictEvery, total)} of {total}:\n{_report.ToText()}\n");
            }
        }
    }
}
