using System.Diagnostics;
using System.Globalization;
using SocialCommerce.Client;
using SocialCommerce.Tests.Shared;
using Xunit.Abstractions;

namespace SocialCommerce.Crash.Tests;

/// <summary>
/// Kills the real program with SIGKILL under load and starts it again on the same directory. SOCIAL_COMMERCE_KILLS says
/// how often (3), SOCIAL_COMMERCE_SEED when.
/// </summary>
public sealed class KillTests(ITestOutputHelper output)
{
    private const int KillsDefault = 3;
    private const int ShoppersMax = 4;
    private const int LoadMinMs = 150;
    private const int LoadMoreMs = 1_100;

    [Fact]
    public async Task Kill_UnderLoad_LosesAndDoublesNothingAcknowledged()
    {
        var seed = Setting("SOCIAL_COMMERCE_SEED", Environment.TickCount & 0xFFFF);
        var kills = Setting("SOCIAL_COMMERCE_KILLS", KillsDefault);
        output.WriteLine($"SOCIAL_COMMERCE_SEED={seed} SOCIAL_COMMERCE_KILLS={kills}");
        var random = new Random(seed);
        using var data = new TempDirectory();
        var server = await StartAsync(data.Path, port: 0);
        try
        {
            var url = server.Url;
            using var merchant = new SocialCommerceClient(url);
            var shop = await Shop.OpenAsync(merchant);
            var ledger = new Ledger();
            var shoppers = await ComeInAsync(url, shop, ledger);
            await using var witness = new Witness(merchant.CreateLiveConnection());
            await witness.JoinAsync(shop.RoomId);
            var starts = new List<double>();
            for (var kill = 0; kill < kills; kill++)
            {
                var known = ledger.Interactions.Count;
                await KillUnderLoadAsync(server, shoppers, TimeSpan.FromMilliseconds(LoadMinMs + random.Next(LoadMoreMs)));
                CheckStore(data.Path, shop, ledger);
                var started = Stopwatch.GetTimestamp();
                await server.DisposeAsync();
                server = await StartAsync(data.Path, url.Port);
                starts.Add(Stopwatch.GetElapsedTime(started).TotalSeconds);
                await CheckServerAsync(shoppers, ledger, known);
            }

            await Checks.CountersAsync(merchant, shop, ledger);
            await Checks.WitnessAsync(witness, ledger);
            await server.KillAsync();
            CheckStore(data.Path, shop, ledger);
            Report(kills, ledger, witness, starts);
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    private static async Task<List<Shopper>> ComeInAsync(Uri url, Shop shop, Ledger ledger)
    {
        var shoppers = new List<Shopper>();
        for (var number = 1; number <= ShoppersMax; number++)
        {
            var client = new SocialCommerceClient(url);
            await Shop.RegisterAsync(client, $"shopper-{number}");
            shoppers.Add(new Shopper(client, shop, ledger, number));
        }

        return shoppers;
    }

    private static async Task KillUnderLoadAsync(ServerProcess server, List<Shopper> shoppers, TimeSpan after)
    {
        using var killed = new CancellationTokenSource();
        var lives = await Task.WhenAll(shoppers.Select(shopper => shopper.EnterAsync()));
        var running = Task.WhenAll(shoppers.Zip(lives, (shopper, live) => shopper.RunAsync(live, killed.Token)));
        await Task.WhenAny(running, Task.Delay(after));
        Assert.False(running.IsCompleted, $"The load ended by itself: {running.Exception}");
        await killed.CancelAsync();
        await server.KillAsync();
        await running;
        await Task.WhenAll(lives.Select(live => live.DisposeAsync().AsTask()));
    }

    private static void CheckStore(string dataDirectory, Shop shop, Ledger ledger)
    {
        using var store = new StoreReader(dataDirectory);
        Checks.Store(store, shop, ledger);
    }

    private static async Task CheckServerAsync(List<Shopper> shoppers, Ledger ledger, int known)
    {
        foreach (var shopper in shoppers)
        {
            await Checks.RepeatAsync(shopper, ledger, known);
            await Checks.SuggestionsAsync(shopper.Client);
        }

        Assert.True(ledger.Interactions.Count > known, "Nothing was recorded before the kill.");
    }

    private void Report(int kills, Ledger ledger, Witness witness, List<double> starts)
    {
        starts.Sort();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            {kills} kills: {ledger.Interactions.Count} interactions and {ledger.Comments.Count} comments, none lost, none doubled.
            Witness: {witness.Counters.Reconnects} reconnects, {witness.Counters.Recovered} events by Resume, {witness.Counters.Resnapshots} snapshots anew.
            Ready again: median {starts[starts.Count / 2]:F2} s, longest {starts[^1]:F2} s.
            """));
    }

    private static Task<ServerProcess> StartAsync(string dataDirectory, int port) =>
        ServerProcess.StartAsync(dataDirectory, port, "--empty");

    private static int Setting(string name, int value) =>
        Environment.GetEnvironmentVariable(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : value;
}
