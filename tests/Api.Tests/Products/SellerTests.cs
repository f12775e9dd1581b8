using System.Net;
using SocialCommerce.Api.Tests.Hosting;
using SocialCommerce.Api.Tests.Products.Reviews;
using SocialCommerce.Client;
using SocialCommerce.Client.Common;
using SocialCommerce.Client.Rooms;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Api.Tests.Products;

public sealed class SellerTests(ReviewHost reviews) : IClassFixture<ReviewHost>
{
    private readonly TestHost _host = reviews.Host;

    [Fact]
    public async Task Products_OfASeller_AreTheirsInSightPageByPage()
    {
        using var merchant = await _host.SignInAsync(Roles.Merchant);
        using var other = await _host.SignInAsync(Roles.Merchant);
        var created = new List<string>();
        for (var number = 0; number < 6; number++)
        {
            created.Add((await merchant.CreateProductAsync(Samples.Product($"P{number}"))).ProductId);
            await other.CreateProductAsync(Samples.Product());
        }

        await HideAsync(merchant, created[5]);
        await HideAsync(merchant, created[2]);

        Assert.Equal([created[4], created[3], created[1], created[0]], await ListAsync(merchant.Tokens!.UserId, limit: 2));
    }

    [Fact]
    public async Task Products_OfASellerAndACategory_AreBoth()
    {
        using var merchant = await _host.SignInAsync(Roles.Merchant);
        var pot = await merchant.CreateProductAsync(Samples.Product());
        var lamp = await merchant.CreateProductAsync(Samples.Product("Lamp") with { Category = "light" });

        var lamps = await merchant.Sellers.ListProductsAsync(merchant.Tokens!.UserId, "light");
        var pots = await merchant.Sellers.ListProductsAsync(merchant.Tokens.UserId, "kitchen");

        Assert.Equal(lamp.ProductId, Assert.Single(lamps.Items).ProductId);
        Assert.Equal(pot.ProductId, Assert.Single(pots.Items).ProductId);
    }

    [Fact]
    public async Task Rooms_OfAHost_AreThoseAskedFor()
    {
        using var hostess = await _host.SignInAsync(Roles.Merchant);
        using var other = await _host.SignInAsync(Roles.Merchant);
        var announced = await OpenAsync(hostess);
        var live = await OpenAsync(hostess, RoomStep.Start);
        var ended = await OpenAsync(hostess, RoomStep.Start, RoomStep.End);
        await OpenAsync(other, RoomStep.Start);
        using var guest = _host.CreateClient();
        var hostId = hostess.Tokens!.UserId;

        Assert.Equal([ended, live, announced], Ids(await guest.Sellers.ListRoomsAsync(hostId)));
        Assert.Equal([live, announced], Ids(await guest.Sellers.ListRoomsAsync(hostId, ["live", "scheduled"])));
        Assert.Equal([announced], Ids(await guest.Sellers.ListRoomsAsync(hostId, ["scheduled"], limit: 1)));
        Assert.Empty(Ids(await guest.Sellers.ListRoomsAsync(hostId, ["replay"])));
    }

    [Fact]
    public async Task Rooms_ThatAreRehearsed_AreAnnouncedOnesToOthers()
    {
        using var hostess = await _host.SignInAsync(Roles.Merchant);
        var rehearsed = await OpenAsync(hostess, RoomStep.Rehearse);
        using var guest = _host.CreateClient();

        var shown = Assert.Single((await guest.Sellers.ListRoomsAsync(hostess.Tokens!.UserId, ["scheduled"])).Items);

        Assert.Equal((rehearsed, "scheduled"), (shown.RoomId, shown.Status));
    }

    [Fact]
    public async Task Seller_HasTheRatingOfAllProducts()
    {
        using var merchant = await _host.SignInAsync(Roles.Merchant);
        using var buyer = await _host.SignInAsync();
        var pot = await merchant.CreateProductAsync(Samples.Product());
        var lamp = await merchant.CreateProductAsync(Samples.Product("Lamp"));
        await reviews.WriteAsync(buyer, pot, 5);
        await reviews.WriteAsync(buyer, lamp, 2);
        using var guest = _host.CreateClient();

        var seller = await guest.Sellers.GetAsync(merchant.Tokens!.UserId);

        Assert.Equal((true, false, 0L), (seller.SellsProducts, seller.HostsRooms, seller.Followers));
        Assert.Equal((2L, 3.5), (seller.Rating!.Count, seller.Rating.Average));
        Assert.Equal([0L, 1, 0, 0, 1], seller.Rating.Histogram);
    }

    [Fact]
    public async Task Seller_WhoOnlyHosts_IsOneAndWhoOnlyBuysIsNot()
    {
        using var hostess = await _host.SignInAsync();
        using var shopper = await _host.SignInAsync();
        await OpenAsync(hostess);

        var seller = await shopper.Sellers.GetAsync(hostess.Tokens!.UserId);

        Assert.Equal((false, true, null), (seller.SellsProducts, seller.HostsRooms, seller.Rating));
        Assert.Equal(seller, (await shopper.GetUserAsync(hostess.Tokens.UserId)).Seller);
        Assert.Null((await hostess.GetUserAsync(shopper.Tokens!.UserId)).Seller);
        var unknown = await Assert.ThrowsAsync<ApiException>(() => hostess.Sellers.GetAsync(shopper.Tokens!.UserId));
        Assert.Equal(404, unknown.Status);
    }

    [Theory]
    [InlineData("products?sellerId=a%20b")]
    [InlineData("rooms?hostId=a%20b")]
    [InlineData("rooms?status=rehearsal")]
    [InlineData("rooms?status=live&status=loud")]
    public async Task Filters_ThatAreNone_AreRefused(string path)
    {
        using var http = _host.CreateHttp();

        (await http.SendAsync("GET", $"/api/v1/{path}")).IsProblem(HttpStatusCode.BadRequest, "invalid");
    }

    private async Task<List<string>> ListAsync(string sellerId, int limit)
    {
        using var guest = _host.CreateClient();
        var listed = new List<string>();
        string? cursor = null;
        do
        {
            var page = await guest.Sellers.ListProductsAsync(sellerId, limit: limit, cursor: cursor);
            Assert.InRange(page.Items.Count, 0, limit);
            listed.AddRange(page.Items.Select(product => product.ProductId));
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        return listed;
    }

    private async Task HideAsync(SocialCommerceClient merchant, string productId)
    {
        using var http = _host.CreateHttp(await merchant.GetAccessTokenAsync());
        await http.SendAsync("PATCH", $"/api/v1/products/{productId}", """{"isHidden":true}""");
    }

    private static async Task<string> OpenAsync(SocialCommerceClient hostess, params RoomStep[] steps)
    {
        var room = await hostess.CreateRoomAsync(new NewRoom("Tea time", []));
        foreach (var step in steps)
        {
            await hostess.ChangeRoomAsync(room.RoomId, step);
        }

        return room.RoomId;
    }

    private static IEnumerable<string> Ids(Page<Room> page) => page.Items.Select(room => room.RoomId);
}
