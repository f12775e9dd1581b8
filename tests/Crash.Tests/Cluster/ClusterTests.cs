using System.Diagnostics;
using System.Globalization;
using SocialCommerce.Client;
using SocialCommerce.Client.Common;
using SocialCommerce.Client.Live;
using SocialCommerce.Tests.Shared;
using Xunit.Abstractions;

namespace SocialCommerce.Crash.Tests.Cluster;

/// <summary>
/// A cluster of three silos and two Apis under load: its silos are killed in turn, and restarted one by one.
/// SOCIAL_COMMERCE_CLUSTER_KILLS says how many kills (3).
/// </summary>
public sealed class ClusterTests(ITestOutputHelper output)
{
    private const int Silos = 3;
    private const int Apis = 2;
    private const int KillsDefault = 3;
    private const int ShoppersMax = 4;

    private static readonly TimeSpan OutageMax = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LoadBefore = TimeSpan.FromSeconds(2);

    [PostgresFact]
    public async Task Kill_OfEverySiloInTurn_IsOverInSecondsAndLosesNothing()
    {
        var kills = int.Parse(
            Environment.GetEnvironmentVariable("SOCIAL_COMMERCE_CLUSTER_KILLS") ?? KillsDefault.ToString(CultureInfo.InvariantCulture),
            CultureInfo.InvariantCulture);
        await RunAsync(async (cluster, outage) =>
        {
            var outages = new List<TimeSpan>();
            for (var kill = 0; kill < kills; kill++)
            {
                await Task.Delay(LoadBefore);
                var silo = cluster.ListSilos()[kill % Silos];
                var killed = Stopwatch.GetTimestamp();
                ClusterProcess.Kill(silo);
                outages.Add(await outage.MeasureAsync(killed, Patience));
                await cluster.WaitReplacedAsync(silo);
            }

            var sorted = outages.Order().ToList();
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{kills} kills; all products answer again after: {string.Join(" ", outages.Select(one => $"{one.TotalSeconds:F2}"))} s; median {sorted[kills / 2].TotalSeconds:F2} s, longest {sorted[^1].TotalSeconds:F2} s."));
            Assert.All(outages, one => Assert.InRange(one, TimeSpan.Zero, OutageMax));
        });
    }

    [PostgresFact]
    public Task Restart_OfEverySiloInTurn_IsNotNoticed() => RunAsync((cluster, _) => cluster.RestartSilosAsync());

    // Load, what happens to the cluster meanwhile, and what must be true afterwards.
    private async Task RunAsync(Func<ClusterProcess, Outage, Task> happenAsync)
    {
        using var data = new TempDirectory();

        // PostgreSQL runs as another user when the test runs as root.
        File.SetUnixFileMode(data.Path, File.GetUnixFileMode(data.Path) | UnixFileMode.OtherExecute | UnixFileMode.GroupExecute);
        await using var cluster = await ClusterProcess.StartAsync(data.Path, Silos, Apis);
        try
        {
            await RunAsync(cluster, data.Path, happenAsync);
        }
        catch
        {
            output.WriteLine(cluster.ReadErrors());
            throw;
        }

        Assert.Equal(0, await cluster.StopAsync());
    }

    private async Task RunAsync(ClusterProcess cluster, string dataDirectory, Func<ClusterProcess, Outage, Task> happenAsync)
    {
        var urls = cluster.ApiUrls;
        using var merchant = new SocialCommerceClient(urls[0]);
        var shop = await Shop.OpenAsync(merchant);
        var ledger = new Ledger();
        var witnesses = new List<Witness>();
        var shoppers = new List<ClusterShopper>();
        foreach (var (number, url) in Enumerable.Range(1, ShoppersMax).Select(number => (number, urls[number % Apis])))
        {
            var client = new SocialCommerceClient(url);
            await Shop.RegisterAsync(client, $"shopper-{number}");
            var shopper = new Shopper(client, shop, ledger, number);
            shoppers.Add(new ClusterShopper(shopper, await shopper.EnterAsync()));
            witnesses.Add(new Witness(client.CreateLiveConnection()));
            await witnesses[^1].JoinAsync(shop.RoomId);
        }

        using var enough = new CancellationTokenSource();
        var running = Task.WhenAll(shoppers.Select(shopper => shopper.RunAsync(enough.Token)));
        await using (var outage = new Outage([.. shoppers.Select(shopper => shopper.Shopper.Client)], shop.ProductIds))
        {
            await happenAsync(cluster, outage);
            output.WriteLine($"Refused while asking products: {Describe(outage.Errors)}");
        }

        await enough.CancelAsync();
        await running;
        output.WriteLine($"Refused while shopping, sent again: {Describe(shoppers.SelectMany(shopper => shopper.Refusals).GroupBy(refusal => refusal))}");
        output.WriteLine($"{ledger.Interactions.Count} interactions and {ledger.Comments.Count} comments.");
        foreach (var shopper in shoppers)
        {
            await Checks.RepeatAsync(shopper.Shopper, ledger, skipInteractions: 0);
            Assert.Equal(0, shopper.Live.Counters.Reconnects);
            await shopper.Live.DisposeAsync();
        }

        await Checks.CountersAsync(merchant, shop, ledger);
        foreach (var witness in witnesses)
        {
            await Checks.WitnessAsync(witness, ledger);
            Assert.Equal(0, witness.Counters.Reconnects);
            await witness.DisposeAsync();
        }

        Checks.Store(new PostgresReader(ConnectionString(dataDirectory)), shop, ledger);
    }

    private static string Describe(IEnumerable<IGrouping<string, string>> errors)
    {
        var text = string.Join(", ", errors.Select(group => $"{group.Count()} × {group.Key}"));
        return text.Length == 0 ? "nothing" : text;
    }

    // PostgreSQL writes its port into the fourth line of this file.
    private static string ConnectionString(string dataDirectory)
    {
        var port = File.ReadAllLines(Path.Combine(dataDirectory, "postgres", "cluster", "postmaster.pid"))[3];
        return $"Host=127.0.0.1;Port={port};Username=postgres;Database=postgres;Pooling=false";
    }
}

/// <summary>A shopper who sends again what was refused for now.</summary>
internal sealed class ClusterShopper(Shopper shopper, LiveConnection live)
{
    private const string Busy = "busy";

    private readonly System.Collections.Concurrent.ConcurrentQueue<string> _refusals = new();

    public Shopper Shopper => shopper;

    public LiveConnection Live => live;

    public IReadOnlyCollection<string> Refusals => _refusals;

    public Task RunAsync(CancellationToken enough) => shopper.RunUntilAsync(live, RetryAsync, enough);

    // Anything but a refusal that says "later" is a defect.
    private async Task RetryAsync(Func<Task> act)
    {
        for (var delay = TimeSpan.FromMilliseconds(100); ; delay += delay)
        {
            try
            {
                await act();
                return;
            }
            catch (Exception refused) when (refused is LiveRefusedException { Code: Busy } or ApiException { Code: Busy })
            {
                _refusals.Enqueue(refused.Message);
                await Task.Delay(delay);
            }
        }
    }
}
