using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using SocialCommerce.Grains.Interfaces.Interactions;
using SocialCommerce.Grains.Interfaces.Recommendations;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Tools.Bench;

/// <summary>
/// How long a silo takes from start to its first answered suggestion on a store of 100,000 users, 10,000 products and
/// 1,000,000 interactions, which it first makes through the grains.
/// </summary>
internal static class StartupBench
{
    private const int Products = 10_000;
    private const int Users = 100_000;
    private const int InteractionsEach = 10;
    private const int Rounds = 5;

    public static async Task<IReadOnlyList<BenchRow>> RunAsync(string directory)
    {
        var store = Path.Combine(directory, "store");
        var filling = Stopwatch.StartNew();
        await FillAsync(store);
        filling.Stop();
        var starts = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            starts.Add(await MeasureStartAsync(store, round));
        }

        starts.Sort();
        return
        [
            new BenchRow("start to first suggestion on 100k users, 10k products, 1M interactions", starts[Rounds / 2], "s"),
            new BenchRow(
                "interactions recorded in batches of 10 while filling", (double)Users * InteractionsEach / filling.Elapsed.TotalSeconds,
                "events/s"),
            new BenchRow("store", new FileInfo(Path.Combine(store, "store.db")).Length, "bytes"),
        ];
    }

    private static async Task FillAsync(string store)
    {
        await using var shop = await BenchShop.StartAsync(store);
        await shop.AddProductsAsync(Products);
        await shop.AddUsersAsync(Users);
        await BenchShop.ForAllAsync(Users, user => shop.RecordAsync(user, MakeHistory(user)));
        await shop.DrainAsync();
    }

    private static async Task<double> MeasureStartAsync(string store, int round)
    {
        var started = Stopwatch.GetTimestamp();
        await using var shop = await BenchShop.StartAsync(store);
        var user = BenchShop.UserId(round * (Users / Rounds));
        var request = new SuggestionRequest($"start-{round}", 20, RoomId: null, []);
        var answer = await shop.Grains.GetGrain<IUserGrain>(user).GetSuggestionsAsync(request);
        if (answer.Items.Length == 0)
        {
            throw new InvalidOperationException($"User {user} got no suggestion.");
        }

        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static ImmutableArray<Interaction> MakeHistory(int user)
    {
        var random = new Random(user);
        return [.. Enumerable.Range(0, InteractionsEach).Select(index => new Interaction(
            string.Create(CultureInfo.InvariantCulture, $"e{index}"),
            BenchShop.ProductId((int)(Products * random.NextDouble() * random.NextDouble())),
            InteractionKind.Click,
            DateTimeOffset.UnixEpoch.AddDays(20_000).AddSeconds(user)))];
    }
}
