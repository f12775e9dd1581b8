using SocialCommerce.Api.Tests.Hosting;
using SocialCommerce.Client;
using SocialCommerce.Client.Rooms;
using SocialCommerce.Client.Search;
using SocialCommerce.Grains.Interfaces.Users;
using SocialCommerce.Tests.Shared;

namespace SocialCommerce.Api.Tests.Search;

public sealed class SearchTests(TestHost host) : IClassFixture<TestHost>
{
    [Fact]
    public async Task Search_InChineseWithoutSpaces_FindsProductsAndRooms()
    {
        using var merchant = await host.SignInAsync(Roles.Merchant);
        using var guest = host.CreateClient();
        var product = await merchant.CreateProductAsync(Samples.Product("手工玻璃茶壶"));
        await merchant.CreateProductAsync(Samples.Product("玻璃花瓶"));
        var room = await merchant.CreateRoomAsync(new NewRoom("今晚茶壶专场", [product.ProductId]));
        await merchant.ChangeRoomAsync(room.RoomId, RoomStep.Start);

        var found = await FindAsync(guest, "茶壶", 2);

        Assert.Equal(("room", room.RoomId), (found[0].Kind, found[0].Room!.RoomId));
        Assert.Equal(product.ProductId, found[1].Product!.ProductId);
        Assert.Equal("product", Assert.Single((await guest.SearchAsync("茶壶", kind: "product")).Items).Kind);
    }

    [Fact]
    public async Task Search_People_AreFoundBySignedInUsersWhoSeeEachOther()
    {
        using var star = await host.SignInAsync();
        using var fan = await host.SignInAsync();
        using var guest = host.CreateClient();
        var name = $"{(await star.GetMeAsync()).DisplayName} ";
        bool IsStar(SearchItem item) => item.User?.UserId == star.Tokens!.UserId;

        Assert.Contains(await FindAsync(fan, name, 1), IsStar);
        Assert.DoesNotContain((await guest.SearchAsync(name)).Items, IsStar);

        using var http = host.CreateHttp(star.Tokens!.AccessToken);
        (await http.PutAsync(new Uri($"/api/v1/users/me/blocks/{fan.Tokens!.UserId}", UriKind.Relative), null)).EnsureSuccessStatusCode();
        Assert.DoesNotContain((await fan.SearchAsync(name)).Items, IsStar);
    }

    [Fact]
    public async Task Search_ByPages_AnswersEachOnce()
    {
        using var merchant = await host.SignInAsync(Roles.Merchant);
        for (var number = 0; number < 5; number++)
        {
            await merchant.CreateProductAsync(Samples.Product($"Zither {number}"));
        }

        await FindAsync(merchant, "zither", 5);
        var first = await merchant.SearchAsync("zither", limit: 3);
        var second = await merchant.SearchAsync("zither", limit: 3, cursor: first.NextCursor);

        Assert.Equal((3, 2), (first.Items.Count, second.Items.Count));
        Assert.Null(second.NextCursor);
        Assert.Equal(5, first.Items.Concat(second.Items).Select(item => item.Product!.ProductId).Distinct().Count());
    }

    [Theory]
    [InlineData("q=")]
    [InlineData("q=%20%20")]
    [InlineData("q=tea&kind=shop")]
    [InlineData("q=tea&limit=0")]
    [InlineData("q=tea&cursor=abc")]
    [InlineData("q=%00")]
    public async Task Search_BadInput_IsInvalid(string query)
    {
        using var http = host.CreateHttp();
        var answer = await http.SendAsync("GET", $"/api/v1/search?{query}");
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, answer.Status);
    }

    private static Task<IReadOnlyList<SearchItem>> FindAsync(SocialCommerceClient client, string query, int count) =>
        Eventually.GetAsync(async () => (await client.SearchAsync(query)).Items, items => items.Count >= count);
}
