using System.Globalization;
using System.Net;
using System.Text.Json;
using SocialCommerce.Client.Common;
using SocialCommerce.Client.Products;
using SocialCommerce.Tools.Bench.Rooms;
using SocialCommerce.Tools.Serve;
using SocialCommerce.Tools.Verify;

namespace SocialCommerce.Tools.Simulate.Sale;

/// <summary>
/// Very many want very few units at once, on a server of its own that is killed meanwhile. In the end exactly the units that
/// there were are sold, and the checker finds nothing that contradicts what buyers were told.
/// </summary>
internal sealed class FlashSale(FlashSaleOptions options, TimeProvider clock, TextWriter log)
{
    private const int ConnectionsMax = 512;
    private const int AgainMax = 16;
    private const int WarmUpsMax = 3_000;

    /// <summary>A server that was just started compiles its code, and is not what it is a moment later.</summary>
    private static readonly TimeSpan SteadyAfter = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan CompileFor = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan HoldGrace = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan DrainFor = TimeSpan.FromSeconds(3);

    private readonly List<double> _restarts = [];
    private readonly List<(long From, long To)> _outages = [];

    private int WarmUps => Math.Min(WarmUpsMax, options.Attempts / 10);

    /// <param name="directory">An empty one, for the server's store.</param>
    public async Task<FlashSaleResult> RunAsync(string directory, CancellationToken cancellationToken)
    {
        var server = await StartAsync(directory, port: 0);
        try
        {
            var url = server.Url;
            await log.WriteLineAsync($"{options.Buyers + 1} accounts are made");
            using var people = await BenchPeople.RegisterAsync(url, options.Buyers + 1, cancellationToken);
            var buyers = await ReadBuyersAsync(people, cancellationToken);
            var address = new IPEndPoint(IPAddress.Loopback, url.Port);
            using var wire = new HttpWire(address, ConnectionsMax);
            using var againWire = new HttpWire(address, AgainMax);
            var asker = new SaleAsker(wire, againWire, Task.CompletedTask, clock);
            await WarmUpAsync(asker, buyers, await OfferAsync(people, WarmUps, cancellationToken), cancellationToken);
            await Task.Delay(CompileFor, clock, cancellationToken);
            var item = await OfferAsync(people, options.Units, cancellationToken);
            var crowd = new SaleCrowd(options, asker, buyers, item, clock) { IsSteady = IsSteady };
            await log.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{options.Attempts} attempts at {options.PerSecond:F0}/s"));
            var rush = crowd.RushAsync(cancellationToken);
            for (var kill = 0; kill < options.Kills; kill++)
            {
                await WaitForKillAsync(crowd, kill, rush, cancellationToken);
                server = await KillAsync(server, asker, directory, url.Port);
            }

            await rush;
            await log.WriteLineAsync($"{crowd.Winners} won, {crowd.Paid} paid; others take what comes back");
            await crowd.TakeRestAsync(options.HoldFor + HoldGrace, cancellationToken);
            await Task.Delay(DrainFor, clock, cancellationToken);
            await server.DisposeAsync();
            return await JudgeAsync(directory, asker, crowd, item);
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    private Task<ServerProcess> StartAsync(string directory, int port)
    {
        var environment = new Dictionary<string, string>(RoomsContext.Unlimited)
        {
            ["Orders__HoldFor"] = options.HoldFor.ToString("c", CultureInfo.InvariantCulture),
        };
        return ServerProcess.StartAsync(
            environment, "serve", "--empty", "--host", "127.0.0.1", "--port", $"{port}", "--data", directory);
    }

    private static async Task<List<SaleBuyer>> ReadBuyersAsync(BenchPeople people, CancellationToken cancellationToken)
    {
        var buyers = new List<SaleBuyer>();
        for (var number = 1; number < people.Count; number++)
        {
            var client = people.ClientOf(number);
            buyers.Add(new SaleBuyer(
                string.Create(CultureInfo.InvariantCulture, $"buyer-{number}"), client.Tokens!.UserId, (await client.GetAccessTokenAsync(cancellationToken))!));
        }

        return buyers;
    }

    private static async Task<ClientItem> OfferAsync(BenchPeople people, int units, CancellationToken cancellationToken)
    {
        var offer = new NewProduct($"{units} of these", "What everybody wants.", "tea", "Brand", new Money(9_900, "CNY"), units);
        await foreach (var result in people.ClientOf(0).ImportProductsAsync([offer], cancellationToken))
        {
            return new ClientItem(result.ProductId ?? throw new SimulationException("The offer was not taken."), 1, PriceVersion: 1);
        }

        throw new SimulationException("The offer was not answered.");
    }

    // Some buy, and as many more are refused, so that both ways are compiled.
    private Task WarmUpAsync(SaleAsker asker, List<SaleBuyer> buyers, ClientItem item, CancellationToken cancellationToken) => Parallel.ForAsync(
        0, 2 * WarmUps, new ParallelOptions { MaxDegreeOfParallelism = AgainMax, CancellationToken = cancellationToken }, async (number, token) =>
        {
            var (buyer, key) = (buyers[number % buyers.Count], string.Create(CultureInfo.InvariantCulture, $"warm-{number}"));
            var placed = await asker.PlaceAsync(buyer, key, item, token);
            if (placed.OrderId is { } orderId)
            {
                await asker.PayAsync(buyer, $"pay-{key}", orderId, token);
            }
        });

    // The first comes when half of the units are taken, which is when most is under way; others in even steps of time.
    private async Task WaitForKillAsync(SaleCrowd crowd, int kill, Task rush, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        while (!rush.IsCompleted && (kill == 0 ? crowd.Winners < options.Units / 2 : clock.GetElapsedTime(started) < options.Duration / (options.Kills + 1)))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), clock, cancellationToken);
        }
    }

    private async Task<ServerProcess> KillAsync(ServerProcess server, SaleAsker asker, string directory, int port)
    {
        var serving = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        asker.WaitFor(serving.Task);
        var killed = clock.GetTimestamp();
        lock (_outages)
        {
            _outages.Add((killed, long.MaxValue));
        }

        await server.KillAsync();
        await server.DisposeAsync();
        var next = await StartAsync(directory, port);
        serving.SetResult();
        _restarts.Add(clock.GetElapsedTime(killed).TotalSeconds);
        lock (_outages)
        {
            _outages[^1] = (killed, clock.GetTimestamp() + (long)(SteadyAfter.TotalSeconds * clock.TimestampFrequency));
        }

        return next;
    }

    private bool IsSteady(long due)
    {
        lock (_outages)
        {
            // What is due right before a kill is answered after it.
            return !_outages.Exists(outage => due >= outage.From - (clock.TimestampFrequency / 10) && due <= outage.To);
        }
    }

    private async Task<FlashSaleResult> JudgeAsync(string directory, SaleAsker asker, SaleCrowd crowd, ClientItem item)
    {
        if (options.KeepDirectory is not null)
        {
            await WriteHistoryAsync(Path.Combine(directory, "history.ndjson"), asker.Records);
        }

        var store = StoreFacts.Read(directory);
        var verdict = OrderChecker.Check(asker.Records, store);
        var ledgers = store.Ledgers.Where(ledger => ledger.ProductId == item.ProductId).ToList();
        return FlashSaleResult.Of(options, crowd, asker, ledgers.Sum(ledger => ledger.Sold), ledgers.Sum(ledger => ledger.Available + ledger.Reserved), _restarts, verdict);
    }

    private static async Task WriteHistoryAsync(string file, IEnumerable<ClientRecord> records)
    {
        await using var writer = new StreamWriter(file);
        foreach (var record in records)
        {
            await writer.WriteLineAsync(JsonSerializer.Serialize(record, ClientRecord.Json));
        }
    }
}
