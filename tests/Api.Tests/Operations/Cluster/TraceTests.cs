using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using SocialCommerce.Api.Tests.Hosting;
using SocialCommerce.Client;
using SocialCommerce.Client.Orders;
using SocialCommerce.Client.Rooms;
using SocialCommerce.Grains.Interfaces.Common;
using SocialCommerce.Grains.Interfaces.Rooms.Selling;
using SocialCommerce.Grains.Interfaces.Users;
using SocialCommerce.Tests.Shared;

namespace SocialCommerce.Api.Tests.Operations.Cluster;

/// <summary>One trace from what a user does to the commit that makes it last; a link to what made it possible.</summary>
public sealed class TraceTests : IAsyncLifetime, IDisposable
{
    private static readonly ActivitySource Source = new("SocialCommerce.Tests");

    private readonly TestHost _host = new(new Dictionary<string, string?> { ["Telemetry:Spans"] = "true" });
    private readonly ConcurrentQueue<Activity> _spans = new();
    private readonly ActivityListener _listener;

    public TraceTests()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name.StartsWith("SocialCommerce.", StringComparison.Ordinal)
                || source.Name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal)
                || source.Name == "Microsoft.Orleans.Application",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _spans.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public Task InitializeAsync() => _host.InitializeAsync();

    public Task DisposeAsync() => _host.DisposeAsync();

    public void Dispose() => _listener.Dispose();

    [Fact]
    public async Task Comment_IsOneTrace_FromTheHubToTheCommit()
    {
        using var merchant = await _host.SignInAsync(Roles.Merchant);
        var product = await merchant.CreateProductAsync(Samples.Product());
        var room = await OpenRoomAsync(merchant, product.ProductId);
        await SayAsync(merchant, room);

        var said = await SpanAsync(span => IsCall(span, "IRoomGrain", "SendComment") && TargetOf(span) == $"room/{room}");

        var trace = await TraceAsync(said);
        Assert.Contains(trace, span => IsHubCall(span, "SendComment"));
        Assert.Contains(trace, span => span.OperationName == "store write");
    }

    [Fact]
    public async Task OrderOfADeal_IsOneTrace_AndLeadsToTheDealAndTheRoom()
    {
        using var merchant = await _host.SignInAsync(Roles.Merchant);
        using var shopper = await _host.SignInAsync();
        var product = await merchant.CreateProductAsync(Samples.Product(stock: 20));
        var room = await OpenRoomAsync(merchant, product.ProductId);
        var dealId = await OpenDealAsync(merchant, room, product.ProductId);
        await SayAsync(shopper, room);

        // The units of a deal were taken from the stock when it was made; those of the other product are taken now.
        var other = await merchant.CreateProductAsync(Samples.Product(title: "Cup"));
        var order = await shopper.Orders.PlaceAsync(new NewOrder(
            [new NewOrderItem(product.ProductId, 1, dealId), new NewOrderItem(other.ProductId, 1)], room, Payment: new OrderPaymentChoice()));

        var placed = await SpanAsync(span => IsCall(span, "IOrderGrain", "Place") && TargetOf(span) == $"order/{order.OrderId}");
        var trace = await TraceAsync(placed);
        Assert.Contains(trace, span => span.OperationName == "Microsoft.AspNetCore.Hosting.HttpRequestIn");
        Assert.Contains(trace, span => TargetOf(span) == $"stock/{other.ProductId}");
        Assert.Contains(trace, span => span.OperationName == "store write");
        var claimed = Assert.Single(trace, span => IsCall(span, "IDealGrain", "Claim"));
        var opened = _spans.First(span => IsCall(span, "IDealGrain", "Create") && TargetOf(span) == $"deal/{dealId}");
        Assert.Contains(claimed.Links, link => link.Context.TraceId == opened.TraceId);
        var said = _spans.First(span => IsHubCall(span, "SendComment"));
        Assert.Contains(trace.SelectMany(span => span.Links), link => link.Context.TraceId == said.TraceId);
        Assert.NotEqual(said.TraceId, placed.TraceId);
    }

    private static async Task<string> OpenRoomAsync(SocialCommerceClient merchant, string productId)
    {
        var room = await merchant.CreateRoomAsync(new NewRoom("Traced", [productId]));
        await merchant.ChangeRoomAsync(room.RoomId, RoomStep.Start);
        return room.RoomId;
    }

    private static async Task SayAsync(SocialCommerceClient client, string roomId)
    {
        await using var live = client.CreateLiveConnection();
        await live.StartAsync();
        await live.JoinRoomAsync(roomId);
        await live.SendCommentAsync(roomId, "hello");
    }

    private async Task<string> OpenDealAsync(SocialCommerceClient merchant, string roomId, string productId)
    {
        // Open at once, which a host who counts down cannot have.
        const string DealId = "d-traced";
        using var opening = Source.StartActivity("open a deal");
        var opensAt = TimeProvider.System.GetUtcNow().AddSeconds(-1);
        var result = await _host.Services.GetRequiredService<IGrainFactory>().GetGrain<IDealGrain>(DealId).CreateAsync(new CreateDeal(
            roomId, merchant.Tokens!.UserId, IsOperator: false, productId, new Money(999, "CNY"), opensAt, TimeSpan.FromMinutes(5),
            5, 1, opensAt.AddSeconds(-10)));
        Assert.Equal(DealOutcome.Done, result.Outcome);
        return DealId;
    }

    private Task<Activity> SpanAsync(Func<Activity, bool> fits) => Eventually.GetAsync(
        () => Task.FromResult(_spans.FirstOrDefault(fits)!), static span => span is not null);

    // The root ends last, after its answer went out.
    private async Task<List<Activity>> TraceAsync(Activity member)
    {
        await SpanAsync(span => span.TraceId == member.TraceId && span.ParentSpanId == default);
        return [.. _spans.Where(span => span.TraceId == member.TraceId)];
    }

    private static bool IsHubCall(Activity span, string method) =>
        span.DisplayName.EndsWith($"LiveHub/{method}", StringComparison.Ordinal);

    // Orleans has spans of the caller's side too.
    private static bool IsCall(Activity span, string service, string method) => span.Kind == ActivityKind.Server
        && span.OperationName.StartsWith(service, StringComparison.Ordinal)
        && span.OperationName.Contains($"/{method}", StringComparison.Ordinal);

    private static string? TargetOf(Activity span) => span.GetTagItem("rpc.orleans.target_id") as string;
}
