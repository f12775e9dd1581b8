using System.Diagnostics;
using System.Globalization;
using System.Net.NetworkInformation;
using System.Text;
using System.Text.Json;
using SocialCommerce.Tests.Shared;

namespace SocialCommerce.Crash.Tests.Cluster;

/// <summary>The real <c>cluster</c> verb in a process of its own, with its silos, Apis and PostgreSQL.</summary>
internal sealed class ClusterProcess : IAsyncDisposable
{
    private const int NodesMax = 16;
    private const int ErrorsMax = 5;
    private const int ErrorLinesMax = 14;
    private const string ReadyLine = "SocialCommerce is ready at ";

    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan StopLimit = TimeSpan.FromMinutes(2);

    private readonly string _dataDirectory;
    private readonly int _apis;
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly List<Uri> _urls = [];
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ClusterProcess(Process process, string dataDirectory, int apis)
    {
        _process = process;
        _dataDirectory = dataDirectory;
        _apis = apis;
        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.Exited += (_, _) => _ready.TrySetException(new InvalidOperationException("The cluster ended before it was ready."));
    }

    /// <summary>Where each Api answers.</summary>
    public IReadOnlyList<Uri> ApiUrls => _urls;

    public static async Task<ClusterProcess> StartAsync(string dataDirectory, int silos, int apis)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments =
        [
            ServerProcess.Setting("ToolsPath"), "cluster", "--host", "127.0.0.1", "--data", dataDirectory, "--empty",
            "--silos", Text(silos), "--apis", Text(apis), "--port", Text(FreePorts(0)), "--silo-port", Text(FreePorts(0, 1_000, 2_000)),
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        // A test speaks faster than a person may.
        start.Environment["Live__CommentsMax"] = "100000";
        start.Environment["Live__CallsPerMinute"] = "1000000";
        start.Environment["RateLimits__UserRequestsPerSecond"] = "100000";
        start.Environment["RateLimits__UserBurst"] = "100000";
        var cluster = new ClusterProcess(new Process { StartInfo = start, EnableRaisingEvents = true }, dataDirectory, apis);
        cluster._process.Start();
        cluster._process.BeginOutputReadLine();
        cluster._process.BeginErrorReadLine();
        try
        {
            await cluster._ready.Task.WaitAsync(StartLimit);
            return cluster;
        }
        catch (Exception exception)
        {
            await cluster.DisposeAsync();
            throw new InvalidOperationException($"The cluster did not start:\n{cluster._output}", exception);
        }
    }

    /// <summary>The silos as they run now.</summary>
    public IReadOnlyList<ClusterProcessNode> ListSilos()
    {
        var json = File.ReadAllText(Path.Combine(_dataDirectory, "cluster.json"));
        return [.. JsonSerializer.Deserialize<ClusterProcessNode[]>(json, JsonSerializerOptions.Web)!.Where(node => node.Kind == "Silo")];
    }

    /// <summary>What the nodes logged as errors, last ones last.</summary>
    public string ReadErrors() => string.Join('\n', Directory.EnumerateFiles(Path.Combine(_dataDirectory, "logs")).Order().SelectMany(file =>
    {
        var lines = File.ReadAllLines(file);
        return lines.Index().Where(line => line.Item.StartsWith("fail:", StringComparison.Ordinal)).TakeLast(ErrorsMax)
            .SelectMany(line => lines.Skip(line.Index).Take(ErrorLinesMax)).Prepend(file);
    }));

    /// <summary>SIGKILL to one silo.</summary>
    public static void Kill(ClusterProcessNode silo)
    {
        using var process = Process.GetProcessById(silo.ProcessId);
        process.Kill();
        process.WaitForExit();
    }

    /// <summary>Waits until the supervisor has started the silo again and it answers.</summary>
    public async Task WaitReplacedAsync(ClusterProcessNode silo)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        Assert.True(await Eventually.GetAsync(
            async () => ListSilos().Any(node => node.Name == silo.Name && node.ProcessId != silo.ProcessId)
                && await IsReadyAsync(http, new Uri(silo.Url)),
            ready => ready), $"{silo.Name} was not started again.");
    }

    /// <summary>Asks for a restart of all silos, one by one, and waits until it is done.</summary>
    public async Task RestartSilosAsync()
    {
        var before = ListSilos();
        await SignalAsync("HUP", _process.Id);
        foreach (var silo in before)
        {
            await WaitReplacedAsync(silo);
        }

        Assert.Contains("Every silo has been restarted.", await Eventually.GetAsync(
            () => Task.FromResult(Output), output => output.Contains("Every silo has been restarted.", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

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

    /// <summary>Ends it as a person would; the exit code.</summary>
    public async Task<int> StopAsync()
    {
        await SignalAsync("TERM", _process.Id);
        await _process.WaitForExitAsync().WaitAsync(StopLimit);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await StopAsync();
        }

        _ = _ready.Task.Exception;
        _process.Dispose();
    }

    private static async Task SignalAsync(string signal, int processId)
    {
        using var kill = Process.Start("kill", [$"-{signal}", Text(processId)]);
        await kill.WaitForExitAsync();
    }

    private static async Task<bool> IsReadyAsync(HttpClient http, Uri url)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri(url, "/health/ready"));
            return answer.IsSuccessStatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }

    // Nodes count up from the port they are given. Below the range that outgoing connections take theirs from.
    private static int FreePorts(params int[] offsets)
    {
        var used = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Select(listener => listener.Port).ToHashSet();
        while (true)
        {
            var first = Random.Shared.Next(15_000, 25_000);
            var wanted = offsets.SelectMany(offset => Enumerable.Range(first + offset, NodesMax));
            if (!wanted.Any(used.Contains))
            {
                return first;
            }
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private void Read(string? line)
    {
        Keep(line);
        if (line?.StartsWith(ReadyLine, StringComparison.Ordinal) is true)
        {
            _urls.Add(new Uri(line[ReadyLine.Length..]));
            if (_urls.Count == _apis)
            {
                _ready.TrySetResult();
            }
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

/// <summary>A node as the supervisor's register tells it.</summary>
internal sealed record ClusterProcessNode(string Name, string Kind, int ProcessId, string Url);
