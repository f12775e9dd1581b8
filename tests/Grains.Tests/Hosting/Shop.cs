using Orleans;
using SocialCommerce.Grains.Interfaces.Interactions;
using SocialCommerce.Grains.Interfaces.Products;
using SocialCommerce.Grains.Interfaces.Recommendations;
using SocialCommerce.Grains.Interfaces.Users;
using SocialCommerce.Grains.Tests.Products;

namespace SocialCommerce.Grains.Tests.Hosting;

/// <summary>What people do in the shop, in the words of the tests.</summary>
internal static class Shop
{
    public static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public static async Task StockAsync(this IGrainFactory grains, int count, string category = "kitchen")
    {
        for (var number = 1; number <= count; number++)
        {
            var result = await grains.Product($"p-{number}").CreateAsync(ProductSamples.Create($"Teapot {number}", category));
            Assert.Equal(ProductStatus.Done, result.Status);
        }
    }

    public static IProductGrain Product(this IGrainFactory grains, string id) => grains.GetGrain<IProductGrain>(id);

    public static IUserGrain User(this IGrainFactory grains, string id) => grains.GetGrain<IUserGrain>(id);

    public static Task<UserProfile> RegisterAsync(this IGrainFactory grains, string id) =>
        grains.User(id).CreateAsync(new CreateUser(id, $"Display {id}", Now));

    /// <summary>Records likes, the event id made of user and product.</summary>
    public static Task<RecordResult> LikeAsync(this IGrainFactory grains, string userId, params string[] productIds) =>
        grains.User(userId).RecordAsync(new RecordInteractions([.. productIds.Select(id => Like(userId, id))]));

    public static Interaction Like(string userId, string productId) =>
        new($"{userId}:{productId}", productId, InteractionKind.Like, Now);

    public static async Task<string[]> SuggestAsync(this IGrainFactory grains, string userId, params string[] exclude)
    {
        var list = await grains.User(userId).GetSuggestionsAsync(new SuggestionRequest("i-1", 20, null, [.. exclude]));
        return [.. list.Items.Select(item => item.ProductId)];
    }

    public static async Task<long> LikesOfAsync(this IGrainFactory grains, string productId) =>
        (await grains.Product(productId).GetAsync())!.Counters.Likes;
}
