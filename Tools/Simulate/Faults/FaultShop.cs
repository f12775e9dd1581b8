using System.Net;
using System.Text.Json;
using SocialCommerce.Client.Common;
using SocialCommerce.Client.Products;
using SocialCommerce.Tools.Bench.Rooms;
using SocialCommerce.Tools.Serve;
using SocialCommerce.Tools.Simulate.Sale;
using SocialCommerce.Tools.Verify;

namespace SocialCommerce.Tools.Simulate.Faults;

/// <summary>A shop on a directory of its own, whose server comes and goes while buyers go on.</summary>
internal sealed class FaultShop : IAsyncDisposable
{
    private const int Buyers = 12;
    private const int Products = 5;
    private const int UnitsOfMost = 1_000_000;
    private const int UnitsOfFew = 40;
    private const int ConnectionsMax = 32;

    /// <summary>What is left to do elsewhere is done by then.</summary>
    private static readonly TimeSpan DrainFor = TimeSpan.FromSeconds(2);

    private readonly HttpWire _wire;
    private readonly FaultReport _report;
    private readonly TimeProvider _clock;
    private readonly int _port;
    private TaskCompletionSource _serving = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private FaultShop(string directory, ServerProcess server, FaultReport report, TimeProvider clock)
    {
        (Directory, Server, _report, _clock, _port) = (directory, server, report, clock, server.Url.Port);
        _wire = new HttpWire(new IPEndPoint(IPAddress.Loopback, _port), ConnectionsMax);
        Asker = new SaleAsker(_wire, _wire, _serving.Task, clock) { Answered = report.Watch.Note };
        _serving.SetResult();
    }

    public string Directory { get; }

    public ServerProcess Server { get; private set; }

    public SaleAsker Asker { get; }

    public ShopTraffic Traffic { get; private set; } = null!;

    /// <summary>Opens a shop on an empty directory.</summary>
    public static async Task<FaultShop> OpenAsync(string directory, int seed, FaultReport report, TimeProvider clock, CancellationToken cancellationToken)
    {
        System.IO.Directory.CreateDirectory(directory);
        var (program, arguments) = FaultServer.Command(directory, port: 0);
        var server = await ServerProcess.StartAsync(program, FaultServer.Environment, arguments);
        var shop = new FaultShop(directory, server, report, clock);
        try
        {
            using var people = await BenchPeople.RegisterAsync(server.Url, Buyers + 1, cancellationToken);
            var buyers = new List<SaleBuyer>();
            for (var number = 1; number < people.Count; number++)
            {
                var client = people.ClientOf(number);
                buyers.Add(new SaleBuyer($"buyer-{number}", client.Tokens!.UserId, (await client.GetAccessTokenAsync(cancellationToken))!));
            }

            var seller = (await people.ClientOf(0).GetAccessTokenAsync(cancellationToken))!;
            shop.Traffic = new ShopTraffic(shop.Asker, buyers, seller, await OfferAsync(people, cancellationToken), seed, clock);
            return shop;
        }
        catch
        {
            await shop.DisposeAsync();
            throw;
        }
    }

    /// <summary>From here on what nobody knows the outcome of waits for the next server.</summary>
    public void ExpectEnd()
    {
        if (_serving.Task.IsCompleted)
        {
            _serving = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Asker.WaitFor(_serving.Task);
        }
    }

    public async Task KillAsync()
    {
        ExpectEnd();
        await Server.KillAsync();
        await Server.DisposeAsync();
    }

    /// <summary>Starts a server on the same directory and port, and notes how long that took.</summary>
    public async Task StartAsync()
    {
        await Server.DisposeAsync();
        var (program, arguments) = FaultServer.Command(Directory, _port);
        var started = _clock.GetTimestamp();
        Server = await ServerProcess.StartAsync(program, FaultServer.Environment, arguments);
        _report.NoteStart(_clock.GetElapsedTime(started));
        _serving.TrySetResult();
    }

    /// <summary>Kills a server while it starts.</summary>
    public async Task KillAtStartAsync(TimeSpan after)
    {
        var (program, arguments) = FaultServer.Command(Directory, _port);
        await using var server = ServerProcess.Launch(program, FaultServer.Environment, arguments);
        await Task.Delay(after, _clock);
        await server.KillAsync();
    }

    /// <summary>Waits until every outcome is known, kills the server and has the checker judge what it left.</summary>
    public async Task JudgeAsync()
    {
        await Traffic.StopAsync();
        await Task.Delay(DrainFor, _clock);
        await KillAsync();
        await using (var history = new StreamWriter(Path.Combine(Directory, "history.ndjson")))
        {
            foreach (var record in Asker.Records)
            {
                await history.WriteLineAsync(JsonSerializer.Serialize(record, ClientRecord.Json));
            }
        }

        _report.NoteVerdict(Directory, OrderChecker.Check(Asker.Records, StoreFacts.Read(Directory)));
    }

    public async ValueTask DisposeAsync()
    {
        _report.NoteAsked(Asker);
        if (!Server.HasExited)
        {
            await Server.KillAsync();
        }

        await Server.DisposeAsync();
        _wire.Dispose();
    }

    private static async Task<IReadOnlyList<ClientItem>> OfferAsync(BenchPeople people, CancellationToken cancellationToken)
    {
        var offers = Enumerable.Range(1, Products).Select(number => new NewProduct(
            $"Product {number}", "What is bought while things go wrong.", "tea", "Brand", new Money(1_000 + (10 * number), "CNY"),
            number == Products ? UnitsOfFew : UnitsOfMost));
        var items = new List<ClientItem>();
        await foreach (var result in people.ClientOf(0).ImportProductsAsync(offers, cancellationToken))
        {
            items.Add(new ClientItem(result.ProductId ?? throw new SimulationException("A product was not taken."), 1, PriceVersion: 1));
        }

        return items;
    }
}

/// <summary>How a server is started here.</summary>
internal static class FaultServer
{
    public static readonly IReadOnlyDictionary<string, string> Environment = new Dictionary<string, string>(RoomsContext.Unlimited)
    {
        // Orders that nobody pays expire while things go wrong, and the log is moved into the file every few commits.
        ["Orders__HoldFor"] = "00:00:05",
        ["Store__CheckpointPages"] = "100",
    };

    public static (string Program, IReadOnlyList<string> Arguments) Command(string directory, int port) => ("dotnet",
    [
        System.Environment.GetCommandLineArgs()[0], "serve", "--empty", "--host", "127.0.0.1", "--port", $"{port}", "--data", directory,
    ]);
}
