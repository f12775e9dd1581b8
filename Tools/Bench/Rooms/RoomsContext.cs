using System.Net;
using System.Net.Sockets;
using SocialCommerce.Tools.Serve;

namespace SocialCommerce.Tools.Bench.Rooms;

/// <summary>What every scenario of the bench works with: its options, and servers to start.</summary>
internal sealed class RoomsContext(RoomsOptions options, string directory, TextWriter log) : IDisposable
{
    private const int Accounts = 200;

    private readonly int _port = FreePort();
    private BenchPeople? _people;
    private SocketIoSetup? _socketIo;

    public RoomsOptions Options => options;

    /// <summary>Bounds of a person do not fit a machine that speaks for thousands; nothing else is set otherwise than by default.</summary>
    public static readonly IReadOnlyDictionary<string, string> Unlimited = new Dictionary<string, string>
    {
        ["Live__CommentsMax"] = "100000",
        ["Live__CommentWindow"] = "00:00:01",
        ["Live__CallsPerMinute"] = "1000000",
        ["Live__ConnectionsPerUserMax"] = "10000",
        ["Live__ConnectionsPerAddressMax"] = "1000000",
        ["RateLimits__ConcurrentRequestsMax"] = "100000",
        ["RateLimits__UserRequestsPerSecond"] = "1000000",
        ["RateLimits__UserBurst"] = "1000000",
        ["RateLimits__AuthRequestsPerMinute"] = "1000000",
        ["Auth__AccessTokenLifetime"] = "01:00:00",
        ["Logging__LogLevel__Default"] = "Warning",
    };

    /// <summary>Says on standard error how far the bench is.</summary>
    public void Say(string line) => log.WriteLine(line);

    /// <summary>Our server on the bench's store.</summary>
    /// <param name="settings">On top of the limits that are raised for all.</param>
    public async Task<Contender> StartOursAsync(CancellationToken cancellationToken, params (string Name, string Value)[] settings)
    {
        var environment = new Dictionary<string, string>(Unlimited);
        foreach (var (name, value) in settings)
        {
            environment[name] = value;
        }

        var server = await ServerProcess.StartAsync(
            environment, "serve", "--empty", "--meters", "--host", "127.0.0.1", "--port", $"{_port}", "--data", Path.Combine(directory, "data"));
        if (_people is null)
        {
            Say($"  {Accounts} accounts are made");
            _people = await BenchPeople.RegisterAsync(server.Url, Accounts, cancellationToken);
        }

        return new OurServer(_people) { Server = server };
    }

    /// <summary>Everybody in the contest; without Socket.IO where it cannot be had.</summary>
    public async Task<List<Contender>> StartAllAsync(CancellationToken cancellationToken, params (string Name, string Value)[] settings)
    {
        List<Contender> all = [await StartOursAsync(cancellationToken, settings)];
        all.Add(new RawSignalRServer { Server = await ServerProcess.StartAsync(new Dictionary<string, string>(), "raw-signalr") });
        _socketIo ??= await SocketIoSetup.PrepareAsync(Say, cancellationToken);
        if (_socketIo.Script is { } script)
        {
            all.Add(new SocketIoServer { Server = await ServerProcess.StartAsync("node", new Dictionary<string, string>(), [script]) });
        }

        return all;
    }

    public void Dispose() => _people?.Dispose();

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>How the bench of rooms is run.</summary>
/// <param name="Viewers">Null: as many as each scenario says.</param>
/// <param name="Duration">Null: as long as each scenario says.</param>
/// <param name="Repeat">Every figure is the median of so many.</param>
internal sealed record RoomsOptions(IReadOnlyList<string> Scenarios, int? Viewers, TimeSpan? Duration, int Repeat, string? KeepFile);
