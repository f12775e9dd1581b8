using System.ComponentModel;
using System.Diagnostics;
using SocialCommerce.Tools.Serve;

namespace SocialCommerce.Tools.Simulate.Faults;

/// <summary>A small disk that is filled up under a server with buyers, and emptied again.</summary>
internal sealed class FullDisks(FaultReport report, TimeProvider clock) : IFaultRun
{
    /// <summary>Every so many times the server is started while the disk is full.</summary>
    private const int StartEvery = 3;

    private static readonly TimeSpan NoticedMax = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan StayFull = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(50);

    public async Task RunAsync(FaultShop shop, int first, int count, CancellationToken cancellationToken)
    {
        shop.Traffic.Start(cancellationToken);
        for (var number = first; number < first + count; number++)
        {
            var filler = Path.Combine(shop.Directory, "filler");
            var refused = report.Watch.Unavailables;
            Fill(filler);
            if (await IsNoticedAsync(refused, cancellationToken))
            {
                report.NoteFault("full disk");
            }
            else
            {
                report.NoteMissed("full disk");
            }

            await Task.Delay(StayFull, clock, cancellationToken);
            if (number % StartEvery == StartEvery - 1)
            {
                await StartOnFullDiskAsync(shop, filler);
            }

            File.Delete(filler);
            if (shop.Server.HasExited)
            {
                await shop.StartAsync();
            }

            var freed = clock.GetTimestamp();
            await shop.Traffic.ProbeAsync(cancellationToken);
            report.NoteReturn("full disk", clock.GetElapsedTime(freed));
        }

        await shop.JudgeAsync();
    }

    /// <summary>Makes a disk of a few megabytes in memory; what says why it cannot.</summary>
    public static async Task MountAsync(string directory, int megabytes)
    {
        Directory.CreateDirectory(directory);
        await RunAsync("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "none", directory);
    }

    public static Task UnmountAsync(string directory) => RunAsync("umount", directory);

    private async Task StartOnFullDiskAsync(FaultShop shop, string filler)
    {
        await shop.KillAsync();
        Fill(filler);
        var (program, arguments) = FaultServer.Command(shop.Directory, port: 0);
        await using var server = ServerProcess.Launch(program, FaultServer.Environment, arguments);
        if (await server.BecomesReadyAsync())
        {
            report.NoteFault("start on a full disk, which became ready");
            await server.KillAsync();
        }
        else
        {
            report.NoteFault("start on a full disk, which was refused");
            if (StartFaults.Describe(server.ExitCode, server.Output) is { } mistake)
            {
                report.NoteMistake($"a start on a full disk {mistake}");
            }
        }
    }

    private async Task<bool> IsNoticedAsync(long refused, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        while (report.Watch.Unavailables == refused && clock.GetElapsedTime(started) < NoticedMax)
        {
            await Task.Delay(LookEvery, clock, cancellationToken);
        }

        return report.Watch.Unavailables > refused;
    }

    // Takes all that is left, to the last page.
    private static void Fill(string file)
    {
        using var stream = new FileStream(file, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        foreach (var bytes in new[] { 1 << 20, 1 << 12 })
        {
            var block = new byte[bytes];
            try
            {
                while (true)
                {
                    stream.Write(block);
                }
            }
            catch (IOException)
            {
                // Full, to a block of this size.
            }
        }
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            var error = await process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            if (process.ExitCode != 0)
            {
                throw new SimulationException($"A disk of its own needs the right to mount one: {error.Trim()}");
            }
        }
        catch (Win32Exception exception)
        {
            throw new SimulationException($"A disk of its own needs {program}: {exception.Message}");
        }
    }
}
