using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using SocialCommerce.Grains.Interfaces.Interactions;
using SocialCommerce.Grains.Interfaces.Products;
using SocialCommerce.Grains.Interfaces.Recommendations;
using SocialCommerce.Grains.Interfaces.Social;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Tools.Bench;

/// <summary>
/// Whether anything sold out, hidden, blocked or dismissed is suggested after the change was acknowledged, while products
/// and users change all the time.
/// </summary>
internal static class FilterBench
{
    private const int Products = 2_000;
    private const int Sellers = 50;
    private const int Users = 200;
    private const int Requests = 100_000;
    private const int RequestsPerChange = 10;
    private const int ListLength = 20;

    public static async Task<IReadOnlyList<BenchRow>> RunAsync(string directory)
    {
        await using var shop = await BenchShop.StartAsync(Path.Combine(directory, "store"));
        await shop.AddUsersAsync(Users);
        await shop.AddProductsAsync(Products, Sellers);
        var world = new World(shop);
        await Parallel.ForAsync(0, Requests, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (index, _) =>
        {
            if (index % RequestsPerChange == 0)
            {
                await world.ChangeAsync(new Random(index));
            }

            await world.CheckAsync(index, new Random(~index).Next(Users));
        });
        return
        [
            new BenchRow("lists checked", world.Lists, "lists"),
            new BenchRow("changes acknowledged between them", world.Changes, "changes"),
            new BenchRow("suggested although sold out, hidden, blocked or dismissed before the request", world.Violations, "products"),
        ];
    }

    /// <summary>What must not be suggested, to whom; something is in it from when its change was acknowledged until it is taken back.</summary>
    private sealed class World(BenchShop shop)
    {
        private readonly ConcurrentDictionary<string, long> _outOfSight = new(StringComparer.Ordinal);
        private readonly ConcurrentDictionary<(string UserId, string Id), long> _unwanted = new();
        private long _changes;
        private long _lists;
        private long _violations;

        public long Changes => _changes;

        public long Lists => _lists;

        public long Violations => _violations;

        public async Task ChangeAsync(Random random)
        {
            var number = random.Next(Products);
            var productId = BenchShop.ProductId(number);
            var user = random.Next(Users);
            switch (random.Next(4))
            {
                case 0:
                    await UpdateAsync(productId, number, isOut: true, new UpdateProduct("", Stock: 0));
                    break;
                case 1:
                    await UpdateAsync(productId, number, isOut: true, new UpdateProduct("", IsHidden: true));
                    break;
                case 2:
                    await UpdateAsync(productId, number, isOut: false, new UpdateProduct("", Stock: 5, IsHidden: false));
                    break;
                default:
                    await (random.Next(10) == 0 ? BlockAsync(user, random.Next(Sellers)) : DismissAsync(user, productId));
                    break;
            }

            Interlocked.Increment(ref _changes);
        }

        public async Task CheckAsync(int index, int user)
        {
            var started = Stopwatch.GetTimestamp();
            var userId = BenchShop.UserId(user);
            var list = await shop.Grains.GetGrain<IUserGrain>(userId).GetSuggestionsAsync(new SuggestionRequest(
                string.Create(CultureInfo.InvariantCulture, $"f{index}"), ListLength, RoomId: null, []));
            foreach (var item in list.Items)
            {
                var seller = BenchShop.SellerOf(item.ProductId, Sellers);
                if (IsSince(_outOfSight, item.ProductId, started)
                    || IsSince(_unwanted, (userId, item.ProductId), started) || IsSince(_unwanted, (userId, seller), started))
                {
                    Interlocked.Increment(ref _violations);
                }
            }

            Interlocked.Increment(ref _lists);
        }

        // Taken back before it is undone: what comes back into sight may be suggested from then on.
        private async Task UpdateAsync(string productId, int number, bool isOut, UpdateProduct command)
        {
            _outOfSight.TryRemove(productId, out _);
            var seller = BenchShop.SellerOf(productId, Sellers);
            var result = await shop.Grains.GetGrain<IProductGrain>(productId).UpdateAsync(command with { UserId = seller });
            if (result.Status != ProductStatus.Done)
            {
                throw new InvalidOperationException($"Product {number} was not changed: {result.Status}.");
            }

            // Another change may have overtaken this one; the product says how it ended.
            var card = await shop.Grains.GetGrain<IProductGrain>(productId).GetCardAsync();
            if (isOut && !card!.IsOnSale)
            {
                _outOfSight[productId] = Stopwatch.GetTimestamp();
            }
        }

        private async Task DismissAsync(int user, string productId)
        {
            var eventId = string.Create(CultureInfo.InvariantCulture, $"d{Interlocked.Read(ref _changes)}-{productId}-{user}");
            await shop.RecordAsync(user, [new Interaction(eventId, productId, InteractionKind.Dismiss, DateTimeOffset.UtcNow)]);
            _unwanted[(BenchShop.UserId(user), productId)] = Stopwatch.GetTimestamp();
        }

        private async Task BlockAsync(int user, int seller)
        {
            var sellerId = BenchShop.UserId(seller);
            if (user != seller)
            {
                await shop.Grains.GetGrain<IUserGrain>(BenchShop.UserId(user)).BlockAsync(new BlockUser(sellerId));
                _unwanted[(BenchShop.UserId(user), sellerId)] = Stopwatch.GetTimestamp();
                _unwanted[(sellerId, BenchShop.UserId(user))] = Stopwatch.GetTimestamp();
            }
        }

        private static bool IsSince<TKey>(ConcurrentDictionary<TKey, long> changes, TKey key, long started)
            where TKey : notnull => changes.TryGetValue(key, out var since) && since < started;
    }
}
