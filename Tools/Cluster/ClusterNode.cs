using System.Diagnostics;
using System.Globalization;

namespace SocialCommerce.Tools.Cluster;

/// <summary>One process of the cluster: started, watched, started again when it ends unasked, stopped.</summary>
internal sealed class ClusterNode(NodeSpec spec, string logDirectory, HttpClient http, Action<string> tell) : IAsyncDisposable
{
    private static readonly TimeSpan RestartDelay = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan ReadyPoll = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan ReadyPatience = TimeSpan.FromMinutes(2);

    /// <summary>A process that ends so often while it starts does not start.</summary>
    private const int CrashesMax = 3;

    /// <summary>A silo hands its grains over and writes what they know.</summary>
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(45);

    private readonly SemaphoreSlim _turn = new(1);
    private Process? _process;
    private Task _watching = Task.CompletedTask;
    private volatile bool _isStopping;
    private int _crashes;

    public NodeSpec Spec => spec;

    /// <summary>The process that runs now, or ran last.</summary>
    public int ProcessId => _process?.Id ?? 0;

    /// <summary>Told of every start, also those after a crash.</summary>
    public event Action? Started;

    public void Start()
    {
        _isStopping = false;
        var file = Path.Combine(logDirectory, $"{spec.Name}.log");
        var log = new StreamWriter(new FileStream(file, FileMode.Append, FileAccess.Write, FileShare.Read)) { AutoFlush = true };
        var process = Launch();
        process.OutputDataReceived += (_, line) => Write(log, line.Data);
        process.ErrorDataReceived += (_, line) => Write(log, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _process = process;
        _watching = WatchAsync(process, log);
        Started?.Invoke();
    }

    /// <exception cref="ClusterException">It ends again and again, or does not answer within two minutes.</exception>
    public async Task WaitReadyAsync(CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < ReadyPatience)
        {
            // Somebody else may answer at the address of a process that cannot have it.
            if (Volatile.Read(ref _crashes) >= CrashesMax)
            {
                break;
            }

            if (await IsReadyAsync(cancellationToken))
            {
                Volatile.Write(ref _crashes, 0);
                return;
            }

            await Task.Delay(ReadyPoll, cancellationToken);
        }

        throw new ClusterException($"{spec.Name} does not answer at {spec.Url}; see {spec.Name}.log in {logDirectory}.");
    }

    /// <summary>Asks it to end and waits until it has; kills it when it takes too long.</summary>
    public async Task StopAsync()
    {
        await _turn.WaitAsync();
        try
        {
            _isStopping = true;
            if (_process is not { HasExited: false } process)
            {
                return;
            }

            await SignalAsync("TERM", process.Id);
            using var patience = new CancellationTokenSource(StopPatience);
            try
            {
                await process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                tell($"{spec.Name} does not end; it is killed.");
                process.Kill();
            }

            await _watching;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Sends a signal to a process of this machine.</summary>
    public static async Task SignalAsync(string signal, int processId)
    {
        using var kill = Process.Start("kill", [$"-{signal}", processId.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _process?.Dispose();
        _turn.Dispose();
    }

    // In a session of its own, so that a Ctrl+C in the terminal reaches only whoever knows the order of the stops.
    private Process Launch()
    {
        var start = new ProcessStartInfo("setsid", ["dotnet", spec.Program, .. spec.Arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in spec.Environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start) ?? throw new ClusterException($"{spec.Name} cannot be started.");
    }

    private async Task WatchAsync(Process process, StreamWriter log)
    {
        await process.WaitForExitAsync();
        lock (log)
        {
            log.Dispose();
        }

        if (_isStopping)
        {
            return;
        }

        Interlocked.Increment(ref _crashes);
        tell($"{spec.Name} (process {process.Id}) ended with {process.ExitCode}; it is started again.");
        _ = RestartAsync();
    }

    private async Task RestartAsync()
    {
        await Task.Delay(RestartDelay);
        await _turn.WaitAsync();
        try
        {
            if (!_isStopping)
            {
                Start();
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri(spec.Url, "/health/ready"), cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private static void Write(StreamWriter log, string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (log)
        {
            if (log.BaseStream is { CanWrite: true })
            {
                log.WriteLine(line);
            }
        }
    }
}
