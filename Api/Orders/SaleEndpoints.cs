using System.Security.Claims;
using SocialCommerce.Api.Auth;
using SocialCommerce.Grains.Interfaces.Orders;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Api.Orders;

/// <summary>What a seller sees of orders and does with them: their own part, and nobody else's.</summary>
internal static class SaleEndpoints
{
    public static void MapSales(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/sellers/me").WithTags("Orders").RequireAuthorization(Roles.Merchant);
        group.MapGet("/orders", ListAsync).WithName("ListSales");
        group.MapGet("/orders/{id}", GetAsync).WithName("GetSale");
        group.MapPost("/orders/{id}/ship", ShipAsync).WithName("ShipOrder");
        group.MapPost("/orders/{id}/deliver", DeliverAsync).WithName("DeliverOrder");
        group.MapPost("/orders/{id}/refunds", RefundAsync).WithName("RefundOrder");
        group.MapGet("/dashboard", GetDashboardAsync).WithName("GetSellerDashboard");
        routes.MapPost("/orders/{id}/refunds", RefundAllAsync).WithName("RefundAnyOrder").WithTags("Orders")
            .RequireAuthorization(Roles.Operator);
    }

    private static async Task<Results<Ok<PageResponse<SaleResponse>>, ApiProblem>> ListAsync(
        string? status, int? limit, string? cursor, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (!Paging.TryRead(limit, cursor, out var request, out var problem))
        {
            return problem;
        }

        if (ReadStatus(status) is not { } wanted)
        {
            return ApiProblem.Invalid("status", "is not a status of an order");
        }

        var sellerId = Caller.Of(user).UserId;
        var desk = grains.GetGrain<IOrderDeskGrain>(IOrderDeskGrain.All);
        var page = await desk.ListOfSellerAsync(
            sellerId, wanted == OrderStatus.Unknown ? null : wanted, request, cancellationToken);
        return TypedResults.Ok(new PageResponse<SaleResponse>(
            [.. page.Orders.Select(order => SaleResponse.From(order, sellerId))], page.NextCursor));
    }

    private static async Task<Results<Ok<SaleResponse>, ApiProblem>> GetAsync(
        string id, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var sellerId = Caller.Of(user).UserId;
        return await grains.GetGrain<IOrderGrain>(id).GetAsync(cancellationToken) is { } order && HasPart(order, sellerId)
            ? TypedResults.Ok(SaleResponse.From(order, sellerId))
            : ApiProblem.NotFound();
    }

    private static async Task<Results<Ok<SaleResponse>, OrderProblem, ApiProblem>> ShipAsync(
        string id, ShipRequest? request, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var sellerId = Caller.Of(context.User).UserId;
        var command = new ShipOrder(
            sellerId, sellerId, request?.Carrier, request?.TrackingNumber, LineRequest.Read(request?.Lines), OrderKeys.StepOf(context, "ship"));
        return OrderKeys.Check(context) is { } problem
            ? problem
            : Answer(context, await grains.GetGrain<IOrderGrain>(id).ShipAsync(command, cancellationToken), sellerId);
    }

    private static async Task<Results<Ok<SaleResponse>, OrderProblem, ApiProblem>> DeliverAsync(
        string id, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var sellerId = Caller.Of(context.User).UserId;
        var command = new DeliverOrder(sellerId, sellerId, Key: OrderKeys.StepOf(context, "deliver"));
        return OrderKeys.Check(context) is { } problem
            ? problem
            : Answer(context, await grains.GetGrain<IOrderGrain>(id).DeliverAsync(command, cancellationToken), sellerId);
    }

    private static async Task<Results<Ok<SaleResponse>, OrderProblem, ApiProblem>> RefundAsync(
        string id, RefundRequest? request, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var sellerId = Caller.Of(context.User).UserId;
        if (OrderKeys.Check(context) is { } problem)
        {
            return problem;
        }

        var order = grains.GetGrain<IOrderGrain>(id);
        return await order.GetAsync(cancellationToken) is { } known && HasPart(known, sellerId)
            ? Answer(context, await order.RefundAsync(Read(request, context, sellerId, sellerId), cancellationToken), sellerId)
            : ApiProblem.NotFound();
    }

    private static async Task<Results<Ok<OrderResponse>, OrderProblem, ApiProblem>> RefundAllAsync(
        string id, RefundRequest? request, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (OrderKeys.Check(context) is { } problem)
        {
            return problem;
        }

        var command = Read(request, context, Caller.Of(context.User).UserId, sellerId: null);
        var result = await grains.GetGrain<IOrderGrain>(id).RefundAsync(command, cancellationToken);
        OrderKeys.Mark(context, result);
        return result is { Outcome: OrderOutcome.Done, Order: { } order } ? TypedResults.Ok(OrderResponse.From(order)) : OrderProblem.From(result);
    }

    private static async Task<Ok<SellerDashboardResponse>> GetDashboardAsync(
        ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var desk = grains.GetGrain<IOrderDeskGrain>(IOrderDeskGrain.All);
        return TypedResults.Ok(SellerDashboardResponse.From(
            await desk.GetDashboardAsync(Caller.Of(user).UserId, cancellationToken)));
    }

    // Unknown for all; null for what is none.
    private static OrderStatus? ReadStatus(string? status) => string.IsNullOrEmpty(status)
        ? OrderStatus.Unknown
        : !int.TryParse(status, out _) && Enum.TryParse<OrderStatus>(status, ignoreCase: true, out var read) && read != OrderStatus.Unknown
            ? read
            : null;

    private static RefundOrder Read(RefundRequest? request, HttpContext context, string userId, string? sellerId) => new(
        IdempotentRequest.DerivedId(context, "rf") ?? NewId.Refund(), userId, sellerId, LineRequest.Read(request?.Lines),
        request?.Restock ?? false, request?.Reason);

    private static bool HasPart(OrderSnapshot order, string sellerId) => order.Parts.Any(part => part.SellerId == sellerId);

    private static Results<Ok<SaleResponse>, OrderProblem, ApiProblem> Answer(HttpContext context, OrderResult result, string sellerId)
    {
        OrderKeys.Mark(context, result);
        return result is { Outcome: OrderOutcome.Done, Order: { } order } && HasPart(order, sellerId)
            ? TypedResults.Ok(SaleResponse.From(order, sellerId))
            : OrderProblem.From(result);
    }
}
