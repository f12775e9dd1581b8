using System.Globalization;
using SocialCommerce.Grains.Interfaces.Interactions;
using SocialCommerce.Grains.Interfaces.Recommendations;
using SocialCommerce.Grains.Interfaces.Social;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Tools.Bench;

/// <summary>Whether lists that were shown in a busy shop come out the same when they are made again from the log.</summary>
internal static class RecomputeBench
{
    private const int Products = 2_000;
    private const int Sellers = 100;
    private const int Users = 100;
    private const int Lists = 1_000;
    private const int EventsPerList = 20;
    private const int ListLength = 20;

    public static async Task<IReadOnlyList<BenchRow>> RunAsync(string directory)
    {
        await using var shop = await BenchShop.StartAsync(Path.Combine(directory, "store"));
        await shop.AddUsersAsync(Users);
        await shop.AddProductsAsync(Products, Sellers);
        await BenchShop.ForAllAsync(Users, user => shop.Grains.GetGrain<IUserGrain>(BenchShop.UserId(user)).FollowAsync(
            new FollowUser(BenchShop.UserId((user + 1) % Users), DateTimeOffset.UtcNow)));
        await Parallel.ForAsync(0, Lists, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (list, cancellationToken) =>
        {
            for (var number = 0; number < EventsPerList; number++)
            {
                await TouchAsync(shop, new Random((list * EventsPerList) + number), (list * EventsPerList) + number);
            }

            await shop.Grains.GetGrain<IUserGrain>(BenchShop.UserId(list % Users)).GetSuggestionsAsync(new SuggestionRequest(
                string.Create(CultureInfo.InvariantCulture, $"r{list}"), ListLength, RoomId: null, [], IsTraced: true), cancellationToken);
        });
        await shop.FlushImpressionsAsync();
        var (compared, identical) = await RecomputeAsync(shop);
        return
        [
            new BenchRow("sampled lists made again from the log", compared, "lists"),
            new BenchRow("of them identical: ids, order, scores, reasons", identical, "lists"),
        ];
    }

    private static async Task<(int Compared, int Identical)> RecomputeAsync(BenchShop shop)
    {
        int compared = 0, identical = 0;
        RecomputeReport report;
        var after = 0L;
        do
        {
            report = await shop.Grains.GetGrain<IRecommendationAuditGrain>("bench").RecomputeAsync(after, RecomputeReport.LimitMax);
            compared += report.Checked;
            identical += report.Identical;
            after = report.Last;
            foreach (var difference in report.Differences)
            {
                await Console.Error.WriteLineAsync($"{difference.ImpressionId}: {difference.What}");
            }
        }
        while (report.Checked == RecomputeReport.LimitMax);

        return (compared, identical);
    }

    private static Task TouchAsync(BenchShop shop, Random random, int number)
    {
        var kind = random.Next(20) == 0 ? InteractionKind.Dismiss : InteractionKind.Click;
        var productId = BenchShop.ProductId((int)(Products * random.NextDouble() * random.NextDouble()));
        var eventId = string.Create(CultureInfo.InvariantCulture, $"e{number}");
        return shop.RecordAsync(random.Next(Users), [new Interaction(eventId, productId, kind, DateTimeOffset.UtcNow)]);
    }
}
