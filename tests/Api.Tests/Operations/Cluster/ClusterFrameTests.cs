using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using SocialCommerce.Api.Tests.Hosting;
using SocialCommerce.Client;
using SocialCommerce.Client.Orders;
using SocialCommerce.Client.Rooms;
using SocialCommerce.Grains.Common;
using SocialCommerce.Grains.Interactions;
using SocialCommerce.Grains.Interfaces.Interactions;
using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Users;
using SocialCommerce.Grains.Orders;
using SocialCommerce.Grains.Rooms;
using SocialCommerce.Tests.Shared;
using Interaction = SocialCommerce.Client.Interactions.Interaction;
using InteractionKind = SocialCommerce.Client.Interactions.InteractionKind;

namespace SocialCommerce.Api.Tests.Operations.Cluster;

/// <summary>What operators see is what the ledger and the logs have.</summary>
public sealed class ClusterFrameTests : IAsyncLifetime
{
    private readonly TestHost _host = new();

    public Task InitializeAsync() => _host.InitializeAsync();

    public Task DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Figures_EqualLedgerAndLogs()
    {
        var roomId = await TradeAsync();
        using var watcher = await WatchAsync();

        var (revenue, orders) = await ReadLedgerAsync();
        var interactions = await CountInteractionsAsync();
        var comments = (await _host.Services.GetRequiredService<IRoomLog>().ReadAsync(roomId, 0, 1_000, default))
            .Count(roomEvent => roomEvent.Type == RoomEventType.CommentAdded);
        var frame = await watcher.FrameAsync(frame => frame.Shop is { } shop && shop.Interactions == interactions
            && frame.Log.Length == Partitions.Count && frame.Log.All(partition => partition.Lag == 0));

        Assert.Equal((3, 12), (orders, comments));
        Assert.Equal((orders, 2L, comments), ((int)frame.Shop!.OrdersPlaced, frame.Shop.OrdersPaid, (int)frame.Shop.Comments));
        Assert.Equal(revenue, Assert.Single(frame.Shop.Revenue).AmountMinor);
        Assert.Equal(1_999, Assert.Single(frame.Shop.Refunded).AmountMinor);
        Assert.Equal(interactions, frame.Log.Sum(partition => partition.Head));
        var room = Assert.Single(frame.Rooms, room => room.RoomId == roomId);
        Assert.Equal((comments, "Figures"), ((int)room.Comments, room.Title));
    }

    [Fact]
    public async Task Frame_ShowsProcessesCallsAndStore_NotOlderThanTwoSeconds()
    {
        using var watcher = await WatchAsync();
        using var shopper = await _host.SignInAsync();
        await shopper.ListProductsAsync();

        var frame = await watcher.FrameAsync(frame =>
            frame.Calls.Methods.Any(method => method is { Grain: "catalogue", Calls: > 0 }) && frame.Processes.All(process => process.CpuCores is not null));

        Assert.InRange(frame.AgeMs!.Value, 0, 2_000);
        Assert.Equal(["api", "silo"], frame.Processes.SelectMany(process => process.Roles).Distinct().Order());
        Assert.True(frame.Store!.Commits > 0);
        Assert.True(frame.Reminders!.Count >= Partitions.Count);
        Assert.Equal(1, frame.Connections.Watchers);
        var all = frame.Calls.Methods.Sum(method => method.PerSecond);
        Assert.Equal(all, frame.Calls.PerSecond, 6);
    }

    [Fact]
    public async Task Inspect_ShowsCallsAndStateOfOneGrain_WithoutWhatPeopleWrote()
    {
        using var merchant = await _host.SignInAsync(Roles.Merchant);
        var product = await merchant.CreateProductAsync(Samples.Product());
        using var http = await OperatorAsync();
        var path = $"/api/v1/operations/grains/product/{product.ProductId}";

        using var first = await http.GetFromJsonAsync<JsonDocument>(path);
        using var later = await Eventually.GetAsync(
            async () =>
            {
                await merchant.GetProductAsync(product.ProductId);
                return (await http.GetFromJsonAsync<JsonDocument>(path))!;
            },
            answer => answer.RootElement.GetProperty("calls").GetArrayLength() > 0);

        Assert.False(first!.RootElement.GetProperty("isHidden").GetBoolean());
        var state = Assert.Single(first.RootElement.GetProperty("states").EnumerateArray());
        Assert.DoesNotContain(product.Title, state.GetProperty("json").GetString(), StringComparison.Ordinal);
        var call = later.RootElement.GetProperty("calls")[0];
        Assert.Equal(("product", product.ProductId), (call.GetProperty("grain").GetString(), call.GetProperty("key").GetString()));
    }

    [Fact]
    public async Task Inspect_OfAnAccount_ShowsNothing()
    {
        using var http = await OperatorAsync();

        using var answer = await http.GetFromJsonAsync<JsonDocument>("/api/v1/operations/grains/account/user1");

        Assert.True(answer!.RootElement.GetProperty("isHidden").GetBoolean());
        Assert.Equal(0, answer.RootElement.GetProperty("states").GetArrayLength());
    }

    [Fact]
    public async Task Neighbourhood_ShowsWhoAndWhat_ByIdsAndTitles()
    {
        using var merchant = await _host.SignInAsync(Roles.Merchant);
        var product = await merchant.CreateProductAsync(Samples.Product());
        using var friend = await _host.SignInAsync();
        using var user = await _host.SignInAsync();
        await user.FollowAsync(friend.Tokens!.UserId);
        await friend.TrackAsync([new Interaction(product.ProductId, InteractionKind.Like)]);
        using var http = await OperatorAsync();

        var path = $"/api/v1/operations/users/{user.Tokens!.UserId}/neighbourhood";
        var text = await http.GetStringAsync(path);

        using var answer = JsonDocument.Parse(text);
        Assert.Equal(
            ["followee", "product", "user"],
            answer.RootElement.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("kind").GetString()).Order());
        Assert.Equal(
            ["follows", "like"],
            answer.RootElement.GetProperty("edges").EnumerateArray().Select(edge => edge.GetProperty("kind").GetString()).Order());
        Assert.DoesNotContain("User user", text, StringComparison.Ordinal);
        using var unknown = await http.GetAsync("/api/v1/operations/users/u-none/neighbourhood");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Roles.Merchant)]
    public async Task WhoIsNoOperator_SeesNothing(string? role)
    {
        using var client = role is null ? await _host.SignInAsync() : await _host.SignInAsync(role);
        using var http = _host.CreateHttp(client.Tokens!.AccessToken);
        foreach (var path in new[] { "grains/room/r-1", $"users/{client.Tokens.UserId}/neighbourhood" })
        {
            using var answer = await http.GetAsync($"/api/v1/operations/{path}");
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }

        using var ticket = await http.PostAsync("/api/v1/auth/ticket?hub=operations", null);
        var secret = (await ticket.Content.ReadFromJsonAsync<JsonDocument>())!.RootElement.GetProperty("ticket").GetString();
        await Assert.ThrowsAsync<WebSocketException>(() => OperatorSocket.OpenAsync(_host.Address, client.Tokens.AccessToken));
        await Assert.ThrowsAsync<WebSocketException>(() => OperatorSocket.OpenAsync(_host.Address, null, $"?access_token={secret}"));
    }

    [Fact]
    public async Task Browser_WatchesByATicketForThisHub_AndNoOther()
    {
        using var http = await OperatorAsync();
        using var issued = await http.PostAsync("/api/v1/auth/ticket?hub=operations", null);
        using var forLive = await http.PostAsync("/api/v1/auth/ticket", null);
        using var wrong = await http.PostAsync("/api/v1/auth/ticket?hub=other", null);

        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        await Assert.ThrowsAsync<WebSocketException>(async () =>
            await OperatorSocket.OpenAsync(_host.Address, null, $"?access_token={await TicketOf(forLive)}"));
        using var watcher = await OperatorSocket.OpenAsync(_host.Address, null, $"?access_token={await TicketOf(issued)}");
        Assert.NotNull(await watcher.FrameAsync(_ => true));
    }

    [Fact]
    public async Task WhoSignsOut_IsCutOff()
    {
        using var client = await _host.SignInAsync(Roles.Operator);
        using var watcher = await OperatorSocket.OpenAsync(_host.Address, client.Tokens!.AccessToken);
        await watcher.FrameAsync(_ => true);

        await client.LogoutAsync();

        await watcher.EndAsync();
    }

    private static async Task<string?> TicketOf(HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<JsonDocument>())!.RootElement.GetProperty("ticket").GetString();

    private async Task<HttpClient> OperatorAsync() =>
        _host.CreateHttp((await _host.SignInAsync(Roles.Operator)).Tokens!.AccessToken);

    private async Task<OperatorSocket> WatchAsync() =>
        await OperatorSocket.OpenAsync(_host.Address, (await _host.SignInAsync(Roles.Operator)).Tokens!.AccessToken);

    // Three orders of 19.99 a unit: one paid, one paid and partly refunded, one reserved; twelve comments; some interactions,
    // one of them said twice.
    private async Task<string> TradeAsync()
    {
        using var merchant = await _host.SignInAsync(Roles.Merchant);
        using var shopper = await _host.SignInAsync();
        var product = await merchant.CreateProductAsync(Samples.Product(stock: 50));
        await shopper.Orders.PlaceAsync(new NewOrder([new NewOrderItem(product.ProductId, 1)]));
        await shopper.Orders.PlaceAsync(new NewOrder([new NewOrderItem(product.ProductId, 1)], Payment: new OrderPaymentChoice()));
        var returned = await shopper.Orders.PlaceAsync(
            new NewOrder([new NewOrderItem(product.ProductId, 3)], Payment: new OrderPaymentChoice()));
        await merchant.Orders.RefundAsync(returned.OrderId, "broken", [new LineUnits("1", 1)], restock: true, idempotencyKey: "r1");
        var said = new Interaction(product.ProductId, InteractionKind.Like, EventId: "same");
        await shopper.TrackAsync([said, new Interaction(product.ProductId, InteractionKind.View)]);
        await shopper.TrackAsync([said]);
        return await TalkAsync(merchant, shopper, product.ProductId);
    }

    private static async Task<string> TalkAsync(SocialCommerceClient merchant, SocialCommerceClient shopper, string productId)
    {
        var room = await merchant.CreateRoomAsync(new NewRoom("Figures", [productId]));
        await merchant.ChangeRoomAsync(room.RoomId, RoomStep.Start);
        await using var live = shopper.CreateLiveConnection();
        await live.StartAsync();
        await live.JoinRoomAsync(room.RoomId);
        for (var comment = 0; comment < 12; comment++)
        {
            await live.SendCommentAsync(room.RoomId, $"comment {comment}");
        }

        return room.RoomId;
    }

    // The purchases of the paid orders become interactions beside the answers.
    private async Task<long> CountInteractionsAsync()
    {
        var log = _host.Services.GetRequiredService<IInteractionLog>();
        return await Eventually.GetAsync(
            async () =>
            {
                var heads = await Task.WhenAll(Enumerable.Range(0, Partitions.Count).Select(partition => log.ReadHeadAsync(partition, default)));
                return heads.Sum();
            },
            count => count == 4);
    }

    private async Task<(long Revenue, int Orders)> ReadLedgerAsync()
    {
        var store = _host.Services.GetRequiredService<IOrderStore>();
        var lists = _host.Services.GetRequiredService<IListStore>();
        var products = await lists.PageAsync(ListNames.Products, new(100, null), default);
        var card = await _host.Services.GetRequiredService<IGrainFactory>()
            .GetGrain<Grains.Interfaces.Products.IProductGrain>(products.Ids[0]).GetCardAsync();
        var board = await store.ReadBoardAsync(card!.SellerId, 100, default);
        return (
            board.Sums.Where(sum => sum.Status != Grains.Interfaces.Orders.OrderStatus.Reserved).Sum(sum => sum.AmountMinor),
            (int)board.Sums.Sum(sum => sum.Orders));
    }
}
