using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace SocialCommerce.Tests.Shared;

/// <summary>The real program in a process of its own, to be killed without warning.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private const string ReadyLine = "SocialCommerce is ready at ";

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource<Uri> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServerProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.Exited += (_, _) => _ready.TrySetException(new InvalidOperationException("The server ended before it was ready."));
    }

    /// <summary>The built page that is served; another one, to compare.</summary>
    public static string WebRoot { get; set; } = Setting("WebRoot");

    /// <summary>Where it answers; known once it is ready.</summary>
    public Uri Url => _ready.Task.Result;

    /// <summary>What it printed so far.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>Starts it and waits until it is ready. Port 0 takes a free one.</summary>
    public static async Task<ServerProcess> StartAsync(string dataDirectory, int port, params string[] arguments)
    {
        var server = Launch(dataDirectory, port, arguments);
        try
        {
            await server._ready.Task.WaitAsync(StartLimit);
            return server;
        }
        catch (Exception exception)
        {
            await server.DisposeAsync();
            throw new InvalidOperationException($"The server did not start:\n{server.Output}", exception);
        }
    }

    /// <summary>Starts it and does not wait.</summary>
    public static ServerProcess Launch(string dataDirectory, int port, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] all =
        [
            Setting("ToolsPath"), "serve", "--host", "127.0.0.1", "--port", port.ToString(CultureInfo.InvariantCulture),
            "--data", dataDirectory, .. arguments,
        ];
        foreach (var argument in all)
        {
            start.ArgumentList.Add(argument);
        }

        // A test speaks faster than a person may.
        start.Environment["Live__CommentsMax"] = "100000";
        start.Environment["Live__CallsPerMinute"] = "1000000";
        start.Environment["Live__ReadableCommentsPerSecond"] = "1000";
        start.Environment["RateLimits__UserRequestsPerSecond"] = "100000";
        start.Environment["RateLimits__UserBurst"] = "100000";
        start.Environment["RateLimits__AuthRequestsPerMinute"] = "10000";
        start.Environment["Web__Root"] = WebRoot;
        var server = new ServerProcess(new Process { StartInfo = start, EnableRaisingEvents = true });
        server._process.Start();
        server._process.BeginOutputReadLine();
        server._process.BeginErrorReadLine();
        return server;
    }

    /// <summary>SIGKILL: the process gets no chance to finish anything.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        // Nobody may be waiting any more.
        _ = _ready.Task.Exception;
        _process.Dispose();
    }

    /// <summary>A setting that the build wrote into the test assembly.</summary>
    public static string Setting(string name) =>
        typeof(ServerProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(known => known.Key == name).Value!;

    private void Read(string? line)
    {
        Keep(line);
        if (line?.StartsWith(ReadyLine, StringComparison.Ordinal) is true)
        {
            _ready.TrySetResult(new Uri(line[ReadyLine.Length..]));
        }
    }

    private void Keep(string? line)
    {
        lock (_output)
        {
            _output.AppendLine(line);
        }
    }
}
