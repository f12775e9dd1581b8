using System.Diagnostics;

namespace SocialCommerce.Tools.Simulate.Faults;

/// <summary>
/// strace, holding on to a server and changing what some of its system calls do. Each thread counts its calls by itself.
/// </summary>
internal sealed class Strace : IAsyncDisposable
{
    public const string Missing = "strace is not installed. Debian has it: apt-get install strace.";

    private const string Program = "strace";

    private static readonly TimeSpan AttachMax = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan DetachMax = TimeSpan.FromSeconds(10);

    private readonly Process _process;
    private readonly TaskCompletionSource _attached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<string> _said = [];
    private bool _isDisposed;

    private Strace(Process process, StraceLog log)
    {
        (_process, Log) = (process, log);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.Exited += (_, _) => _attached.TrySetException(new SimulationException("strace could not hold on to the server: " + Said));
    }

    public StraceLog Log { get; }

    private string Said
    {
        get
        {
            lock (_said)
            {
                return string.Join(' ', _said);
            }
        }
    }

    public static bool IsInstalled() => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
        .Split(Path.PathSeparator).Any(directory => File.Exists(Path.Combine(directory, Program)));

    /// <summary>Takes hold of a process that runs, all its threads.</summary>
    /// <exception cref="SimulationException">It is not allowed to, or the process has ended.</exception>
    public static async Task<Strace> AttachAsync(int processId, Injection injection, string logFile, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Program, ["-f", "-o", logFile, .. injection.ToArguments(), "-p", $"{processId}"]) { RedirectStandardError = true };
        var strace = new Strace(new Process { StartInfo = start, EnableRaisingEvents = true }, new StraceLog(logFile));
        strace._process.Start();
        strace._process.BeginErrorReadLine();
        try
        {
            await strace._attached.Task.WaitAsync(AttachMax, cancellationToken);
            return strace;
        }
        catch
        {
            await strace.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// What starts a program under strace so that the process that is started is the program. Only injected errors survive
    /// that other calls are let pass unseen, which is much quicker; signals do not.
    /// </summary>
    public static (string Program, IReadOnlyList<string> Arguments) Launch(
        Injection injection, string logFile, string program, IEnumerable<string> arguments) =>
        (Program, ["-D", "-f", "-qq", .. injection.IsSignal ? Array.Empty<string>() : ["--seccomp-bpf"], "-o", logFile, .. injection.ToArguments(), program, .. arguments]);

    /// <summary>Lets the process go; it runs on as if nothing had been.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        if (!_process.HasExited)
        {
            using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
            await kill.WaitForExitAsync();
            await _process.WaitForExitAsync().WaitAsync(DetachMax);
        }

        _ = _attached.Task.Exception;
        _process.Dispose();
    }

    private void Hear(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_said)
        {
            _said.Add(line);
        }

        if (line.Contains(" attached", StringComparison.Ordinal))
        {
            _attached.TrySetResult();
        }
    }
}

/// <summary>What is done to which calls on which files.</summary>
/// <param name="Effect">As strace writes it: error=EIO, signal=SIGKILL, delay_exit=…; null: they are only noted.</param>
/// <param name="When">Which of a thread's calls: 3, or 3+ for all from the third.</param>
internal sealed record Injection(string Calls, IReadOnlyList<string> Paths, string? Effect, string When)
{
    public bool IsSignal => Effect?.StartsWith("signal=", StringComparison.Ordinal) is true;

    public IEnumerable<string> ToArguments() =>
    [
        "-e", "signal=none", "-e", $"trace={Calls}", .. Paths.SelectMany(path => new[] { "-P", path }),
        .. Effect is null ? Array.Empty<string>() : ["-e", $"inject={Calls}:{Effect}:when={When}"],
    ];
}
