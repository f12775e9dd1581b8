using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using SocialCommerce.Client;
using SocialCommerce.Client.Communities;
using SocialCommerce.Client.Products;
using SocialCommerce.Client.Rooms;
using SocialCommerce.Tests.Shared;

namespace SocialCommerce.Browser.Tests.Pages;

/// <summary>What people other than the shopper leave in the demo shop, so that no page is looked at empty.</summary>
internal static class ShopContent
{
    private const string Promotion =
        """
        {"kind":"quantityTier","name":"Two for the trail","tiers":[{"minimumQuantity":2,"effect":{"kind":"percent","value":800}}]}
        """;

    private const string Experiment =
        """
        {"name":"Wider lists","unit":"user","kind":"fixed","metric":"clickThrough","traffic":0.5,"plannedUnits":500,
         "variants":[{"key":"control"},{"key":"wide","weight":1,"parameters":{"diversity":0.3}}]}
        """;

    /// <summary>A product of the merchant's with an offer to groups, beside a promotion.</summary>
    public static async Task<Product> OfferAsync(Uri shop)
    {
        using var client = new SocialCommerceClient(shop);
        var tokens = await client.LoginAsync("merchant", ShopPage.Password);
        var page = await Eventually.GetAsync(
            () => client.Sellers.ListProductsAsync(tokens.UserId, limit: 100), page => page.Items.Any(product => product.Stock > 20));
        var product = page.Items.First(product => product.Stock > 20);
        if ((await client.GroupBuying.ListOffersAsync(product.ProductId)).Items.Count == 0)
        {
            var price = product.Price.AmountMinor * 4 / 5;
            await client.GroupBuying.OfferAsync(new NewGroupOffer(product.ProductId, [new NewGroupTier(2, price)], 5, 3_600));
        }

        await PostAsync(shop, client, "promotions", Promotion);
        return product;
    }

    /// <summary>A room of the merchant's that is over and can be watched again.</summary>
    public static async Task<string> ReplayAsync(Uri shop, Product product)
    {
        using var client = new SocialCommerceClient(shop);
        await client.LoginAsync("merchant", ShopPage.Password);
        var room = await client.CreateRoomAsync(new NewRoom("Packing light 轻装上路", [product.ProductId]));
        await client.ChangeRoomAsync(room.RoomId, RoomStep.Start);
        await client.PinAsync(room.RoomId, product.ProductId);
        await using (var live = client.CreateLiveConnection())
        {
            await live.StartAsync();
            await live.JoinRoomAsync(room.RoomId);
            await live.SendCommentAsync(room.RoomId, "Everything in one bag 一个包全装下");
        }

        await client.ChangeRoomAsync(room.RoomId, RoomStep.End);
        await client.ChangeRoomAsync(room.RoomId, RoomStep.PublishReplay);
        return room.RoomId;
    }

    /// <summary>An experiment that has not begun.</summary>
    public static async Task<string> DraftAsync(Uri shop)
    {
        using var client = new SocialCommerceClient(shop);
        await client.LoginAsync("operator", ShopPage.Password);
        return (await PostAsync(shop, client, "experiments", Experiment)).GetProperty("experimentId").GetString()!;
    }

    private static async Task<JsonElement> PostAsync(Uri shop, SocialCommerceClient client, string path, string body)
    {
        using var http = new HttpClient { BaseAddress = shop };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await client.GetAccessTokenAsync());
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var response = await http.PostAsync($"/api/v1/{path}", content);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }
}
