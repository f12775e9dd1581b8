using SocialCommerce.Tools.Serve;

namespace SocialCommerce.Tools.Simulate.Faults;

/// <summary>Faults of first starts, each on an empty directory of its own: the next start finds nothing in its way.</summary>
internal sealed class StartFaults(string directory, FaultOptions options, FaultReport report, TimeProvider clock)
{
    private int _directories;

    /// <summary>SIGKILL in the middle of migrations.</summary>
    public async Task KillAsync(WritePoint point, CancellationToken cancellationToken)
    {
        var calls = await CountAsync(point.Calls, point.File);
        for (var number = 0; number < options.Count; number++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var data = NextDirectory();
            var nth = 1 + Draw.Of(options.Seed, number).Next(calls);
            if (await PointKills.KillAtStartAsync(data, PointKills.InjectionOf(point, data, nth)))
            {
                report.NoteFault(point.Name);
            }
            else
            {
                report.NoteMissed(point.Name);
            }

            await StartAgainAsync(data);
        }
    }

    /// <summary>Each call of a kind that a first start makes fails once.</summary>
    public async Task FailAsync(string calls, string error, CancellationToken cancellationToken)
    {
        var kind = $"{error} at {calls} of a start";
        var count = Math.Min(options.Count, await CountAsync(calls, StoreFile.All));
        for (var nth = 1; nth <= count; nth++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var data = NextDirectory();
            using var log = new ScratchFile();
            var injection = new Injection(calls, StoreFiles.PathsOf(data, StoreFile.All), $"error={error}", $"{nth}");
            var ended = await StartAsync(data, injection, log.Path);
            if (!new StraceLog(log.Path).Has(StraceLog.Injected))
            {
                report.NoteMissed(kind);
            }
            else
            {
                report.NoteFault(kind);
                JudgeEnd($"{kind}, {nth}", ended);
            }

            await StartAgainAsync(data);
        }
    }

    /// <summary>A start that could not be says why, in words for a person, and answers the shell that it failed.</summary>
    public static string? Describe(int exitCode, string output) => exitCode switch
    {
        ExitCodes.Done => "ended as if all were well",
        ExitCodes.Failed or ExitCodes.BadInput when output.Length == 0 => "ended without a word",
        ExitCodes.Failed or ExitCodes.BadInput when !output.Contains("   at ", StringComparison.Ordinal) && !output.Contains("Unhandled", StringComparison.Ordinal) => null,
        _ => $"ended with {exitCode}: {output}",
    };

    private void JudgeEnd(string kind, (int ExitCode, string Output)? ended)
    {
        if (ended is { } end && Describe(end.ExitCode, end.Output) is { } mistake)
        {
            report.NoteMistake($"{kind}: {mistake}");
        }
    }

    /// <summary>Starts a server under strace; null when it became ready, and was killed then.</summary>
    private static async Task<(int ExitCode, string Output)?> StartAsync(string data, Injection injection, string log)
    {
        var (program, arguments) = FaultServer.Command(data, port: 0);
        (program, arguments) = Strace.Launch(injection, log, program, arguments);
        await using var server = ServerProcess.Launch(program, FaultServer.Environment, arguments);
        if (!await server.BecomesReadyAsync())
        {
            return (server.ExitCode, server.Output);
        }

        await server.KillAsync();
        return null;
    }

    private async Task StartAgainAsync(string data)
    {
        var (program, arguments) = FaultServer.Command(data, port: 0);
        var started = clock.GetTimestamp();
        await using (var server = await ServerProcess.StartAsync(program, FaultServer.Environment, arguments))
        {
            report.NoteStart(clock.GetElapsedTime(started));
            await server.KillAsync();
        }

        Directory.Delete(data, recursive: true);
    }

    // How many such calls the thread that migrates makes.
    private async Task<int> CountAsync(string calls, StoreFile file)
    {
        var data = NextDirectory();
        using var log = new ScratchFile();
        await StartAsync(data, new Injection(calls, StoreFiles.PathsOf(data, file), Effect: null, When: "1"), log.Path);
        Directory.Delete(data, recursive: true);
        return Math.Max(1, new StraceLog(log.Path).CountOfBusiestThread());
    }

    private string NextDirectory()
    {
        var data = Path.Combine(directory, $"start-{_directories++}");
        Directory.CreateDirectory(data);
        return data;
    }
}
