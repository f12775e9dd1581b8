using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;

namespace SocialCommerce.Tools.Serve;

/// <summary>A server in a process of its own, whichever kind: says where it answers, and what it uses when asked.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private const string ReadyPart = " is ready at ";
    private const int LinesKept = 40;

    /// <summary>A setting of the runtime that a load may make for itself and that no server is to inherit.</summary>
    public const string InlineCompletions = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";

    private static readonly TimeSpan StartMax = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan StopMax = TimeSpan.FromSeconds(20);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly TaskCompletionSource<Uri> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource<ServerMeters> _meters = new();
    private bool _isDisposed;

    private ServerProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.Exited += (_, _) => End();
    }

    public Uri Url => _ready.Task.Result;

    /// <summary>The last lines that it printed.</summary>
    public string Output => string.Join('\n', _lines);

    public bool HasExited => _isDisposed || _process.HasExited;

    public int Id => _process.Id;

    /// <summary>What it answered to the shell; 137 after a SIGKILL.</summary>
    public int ExitCode => _process.ExitCode;

    /// <summary>Starts this program with a verb and waits until it is ready.</summary>
    public static Task<ServerProcess> StartAsync(IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        StartAsync("dotnet", environment, [Environment.GetCommandLineArgs()[0], .. arguments]);

    /// <exception cref="InvalidOperationException">It ended, or said nothing for a minute.</exception>
    public static async Task<ServerProcess> StartAsync(
        string program, IReadOnlyDictionary<string, string> environment, IEnumerable<string> arguments)
    {
        var server = Launch(program, environment, arguments);
        try
        {
            await server.WaitUntilReadyAsync();
            return server;
        }
        catch (Exception exception)
        {
            await server.DisposeAsync();
            throw new InvalidOperationException($"{program} did not start:\n{server.Output}", exception);
        }
    }

    /// <summary>Starts a program and does not wait until it is ready, which it may never be.</summary>
    public static ServerProcess Launch(string program, IReadOnlyDictionary<string, string> environment, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove(InlineCompletions);
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var server = new ServerProcess(new Process { StartInfo = start, EnableRaisingEvents = true });
        server._process.Start();
        server._process.BeginOutputReadLine();
        server._process.BeginErrorReadLine();
        return server;
    }

    /// <exception cref="InvalidOperationException">It ended.</exception>
    /// <exception cref="TimeoutException">It said nothing for a minute.</exception>
    public Task WaitUntilReadyAsync() => _ready.Task.WaitAsync(StartMax);

    /// <summary>True when it became ready; false when it ended instead, and everything that it printed was read.</summary>
    public async Task<bool> BecomesReadyAsync()
    {
        try
        {
            await WaitUntilReadyAsync();
            return true;
        }
        catch (InvalidOperationException)
        {
            await WaitForExitAsync();
            return false;
        }
    }

    /// <summary>Ends when it has ended and everything that it printed was read.</summary>
    public Task WaitForExitAsync(CancellationToken cancellationToken = default) => _process.WaitForExitAsync(cancellationToken);

    /// <summary>SIGTERM: it stops in order.</summary>
    public async Task TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
    }

    /// <summary>What it has used so far. One caller at a time.</summary>
    public async Task<ServerMeters> ReadMetersAsync()
    {
        _meters = new TaskCompletionSource<ServerMeters>(TaskCreationOptions.RunContinuationsAsynchronously);
        await _process.StandardInput.WriteLineAsync("meters");
        await _process.StandardInput.FlushAsync();
        return await _meters.Task.WaitAsync(AnswerMax);
    }

    /// <summary>SIGKILL: the process gets no chance to finish anything.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        if (!_process.HasExited)
        {
            await StopAsync();
        }

        // Nobody may be waiting any more.
        _ = _ready.Task.Exception;
        _process.Dispose();
    }

    // Asked first, as by a person at the terminal: a store that is closed in order needs no repair.
    private async Task StopAsync()
    {
        await TerminateAsync();
        try
        {
            await _process.WaitForExitAsync().WaitAsync(StopMax);
        }
        catch (TimeoutException)
        {
            await KillAsync();
        }
    }

    private void Read(string? line)
    {
        if (line?.StartsWith(MeterReport.Prefix, StringComparison.Ordinal) is true)
        {
            _meters.TrySetResult(JsonSerializer.Deserialize<ServerMeters>(line[MeterReport.Prefix.Length..], JsonSerializerOptions.Web)!);
            return;
        }

        Keep(line);
        if (line?.IndexOf(ReadyPart, StringComparison.Ordinal) is > 0 and var place)
        {
            _ready.TrySetResult(new Uri(line[(place + ReadyPart.Length)..]));
        }
    }

    private void Keep(string? line)
    {
        if (line is null)
        {
            return;
        }

        _lines.Enqueue(line);
        while (_lines.Count > LinesKept)
        {
            _lines.TryDequeue(out _);
        }
    }

    private void End()
    {
        var exception = new InvalidOperationException("The server ended.");
        _ready.TrySetException(exception);
        _meters.TrySetException(exception);
    }
}
