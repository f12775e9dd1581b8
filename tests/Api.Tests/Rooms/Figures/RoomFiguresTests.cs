using System.Net;
using System.Text.Json;
using SocialCommerce.Api.Tests.Hosting;
using SocialCommerce.Client;
using SocialCommerce.Client.Interactions;
using SocialCommerce.Client.Orders;
using SocialCommerce.Client.Rooms;
using SocialCommerce.Grains.Interfaces.Users;
using SocialCommerce.Tests.Shared;

namespace SocialCommerce.Api.Tests.Rooms.Figures;

public sealed class RoomFiguresTests(TestHost host) : IClassFixture<TestHost>, IAsyncLifetime
{
    private SocialCommerceClient _hostess = null!;
    private SocialCommerceClient _shopper = null!;
    private HttpClient _http = null!;
    private string _productId = null!;
    private string _roomId = null!;

    public async Task InitializeAsync()
    {
        _hostess = await host.SignInAsync(Roles.Merchant);
        _shopper = await host.SignInAsync();
        _http = host.CreateHttp(await _hostess.GetAccessTokenAsync());
        _productId = (await _hostess.CreateProductAsync(Samples.Product(stock: 20))).ProductId;
        _roomId = (await _hostess.CreateRoomAsync(new NewRoom("Figures", [_productId]))).RoomId;
    }

    public Task DisposeAsync()
    {
        _hostess.Dispose();
        _shopper.Dispose();
        _http.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>What is done is in the figures within two seconds, and they add up to the seller's own sums.</summary>
    [Fact]
    public async Task Figures_WhileLiveAndAfterwards_AreThoseOfTheOrders()
    {
        await _hostess.ChangeRoomAsync(_roomId, RoomStep.Start);
        await _hostess.PinAsync(_roomId, _productId);
        await using var viewer = await Viewer.JoinAsync(_shopper, _roomId);
        await viewer.Live.SendCommentAsync(_roomId, "how big is it?");
        await _shopper.TrackAsync([new Interaction(_productId, InteractionKind.Click, RoomId: _roomId)]);
        var order = await _shopper.Orders.PlaceAsync(
            new NewOrder([new NewOrderItem(_productId, 3)], _roomId, Payment: new OrderPaymentChoice()));

        var live = await Eventually.GetAsync(
            GetAsync,
            figures => Count(figures, "clicks") == 1 && Count(figures, "orders") == 1 && Count(figures, "comments") == 1 && figures.GetProperty("viewers").GetInt32() == 1);
        var total = live.GetProperty("total");
        Assert.Equal("live", live.GetProperty("status").GetString());
        Assert.Equal((1, 3), (total.GetProperty("comments").GetInt32(), total.GetProperty("units").GetInt32()));
        Assert.Equal(["room.state", "product.pinned"], live.GetProperty("timeline").EnumerateArray().Select(mark => mark.GetProperty("type").GetString()));

        await _hostess.ChangeRoomAsync(_roomId, RoomStep.End);
        await _hostess.Orders.RefundAsync(order.OrderId, "broken", [new LineUnits(order.Items[0].LineId, 1)]);
        var over = await Eventually.GetAsync(GetAsync, figures => Money(figures, "refunded") > 0);
        Assert.Equal((5_997L, 1_999L), (Money(over, "revenue"), Money(over, "refunded")));
        Assert.Equal(1, over.GetProperty("buckets").EnumerateArray().Sum(bucket => bucket.GetProperty("count").GetProperty("orders").GetInt32()));
        await CheckSellerAsync();
    }

    [Fact]
    public async Task Figures_OfAStretch_LeaveOutWhatWasBefore()
    {
        await _hostess.ChangeRoomAsync(_roomId, RoomStep.Start);

        var tail = await GetAsync($"?bucket=10&from={DateTimeOffset.UtcNow.AddHours(1):yyyy-MM-ddTHH:mm:ssZ}");

        Assert.Empty(tail.GetProperty("buckets").EnumerateArray());
        Assert.Equal(60, (await GetAsync("?bucket=55")).GetProperty("bucketSeconds").GetInt32());
    }

    [Fact]
    public async Task Figures_AreTheHostsAndOperatorsAlone()
    {
        using var operatorClient = await host.SignInAsync(Roles.Operator);
        using var operators = host.CreateHttp(await operatorClient.GetAccessTokenAsync());
        using var shopper = host.CreateHttp(await _shopper.GetAccessTokenAsync());
        using var nobody = host.CreateHttp();

        Assert.Equal(HttpStatusCode.OK, (await operators.SendAsync("GET", Path)).Status);
        (await shopper.SendAsync("GET", Path)).IsProblem(HttpStatusCode.Forbidden, "not-host");
        (await nobody.SendAsync("GET", Path)).IsProblem(HttpStatusCode.Unauthorized, "unauthenticated");
        (await _http.SendAsync("GET", "/api/v1/rooms/r_none/figures")).IsProblem(HttpStatusCode.NotFound, "not-found");
        (await _http.SendAsync("GET", $"{Path}?bucket=9")).IsProblem(HttpStatusCode.BadRequest, "invalid");
    }

    [Fact]
    public async Task OwnRooms_AreOnesOwn()
    {
        using var other = await host.SignInAsync();
        using var others = host.CreateHttp(await other.GetAccessTokenAsync());

        Assert.Equal([_roomId], Ids((await _http.SendAsync("GET", "/api/v1/users/me/rooms")).Json, "roomId"));
        Assert.Empty(Ids((await others.SendAsync("GET", "/api/v1/users/me/rooms")).Json, "roomId"));
    }

    [Fact]
    public async Task OwnProducts_AreFoundByTheirWordsHiddenOrNot()
    {
        var lamp = await _hostess.CreateProductAsync(Samples.Product("Reading lamp"));
        using var other = await host.SignInAsync(Roles.Merchant);
        await other.CreateProductAsync(Samples.Product("Reading glasses"));
        await _http.SendAsync("PATCH", $"/api/v1/products/{lamp.ProductId}", """{"isHidden":true}""");

        var all = (await _http.SendAsync("GET", "/api/v1/sellers/me/products?limit=1")).Json;
        var next = (await _http.SendAsync("GET", $"/api/v1/sellers/me/products?cursor={all.GetProperty("nextCursor").GetString()}")).Json;
        var found = (await _http.SendAsync("GET", "/api/v1/sellers/me/products?q=LAMP%20reading")).Json;

        Assert.Equal([lamp.ProductId], Ids(all, "productId"));
        Assert.Equal([_productId], Ids(next, "productId"));
        Assert.Equal([lamp.ProductId], Ids(found, "productId"));
        using var shopper = host.CreateHttp(await _shopper.GetAccessTokenAsync());
        Assert.Equal(HttpStatusCode.Forbidden, (await shopper.SendAsync("GET", "/api/v1/sellers/me/products")).Status);
    }

    private string Path => $"/api/v1/rooms/{_roomId}/figures";

    private async Task<JsonElement> GetAsync(string query) => (await _http.SendAsync("GET", Path + query)).Json;

    private Task<JsonElement> GetAsync() => GetAsync("?bucket=10");

    private static long Count(JsonElement figures, string name) => name == "clicks"
        ? figures.GetProperty("total").GetProperty("interactions").TryGetProperty("click", out var clicks) ? clicks.GetInt64() : 0
        : figures.GetProperty("total").GetProperty(name).GetInt64();

    private static long Money(JsonElement figures, string name) =>
        figures.GetProperty("total").GetProperty("sold")[0].GetProperty(name).GetProperty("amountMinor").GetInt64();

    private static IEnumerable<string?> Ids(JsonElement page, string name) =>
        page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty(name).GetString());

    // By product, room and day it is the same money as on the dashboard.
    private async Task CheckSellerAsync()
    {
        var board = (await _http.SendAsync("GET", "/api/v1/sellers/me/dashboard")).Json.GetProperty("sums").EnumerateArray()
            .Sum(sum => sum.GetProperty("amount").GetProperty("amountMinor").GetInt64());
        foreach (var by in new[] { "product", "room", "day" })
        {
            var item = Assert.Single((await _http.SendAsync("GET", $"/api/v1/sellers/me/figures?by={by}")).Json.GetProperty("items").EnumerateArray());
            Assert.Equal((1, 3), (item.GetProperty("orders").GetInt32(), item.GetProperty("units").GetInt32()));
            Assert.Equal(board, item.GetProperty("revenue").GetProperty("amountMinor").GetInt64());
            Assert.Equal(1_999, item.GetProperty("refunded").GetProperty("amountMinor").GetInt64());
        }

        (await _http.SendAsync("GET", "/api/v1/sellers/me/figures?by=buyer")).IsProblem(HttpStatusCode.BadRequest, "invalid");
    }
}
