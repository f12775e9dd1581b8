using System.Security.Claims;
using SocialCommerce.Api.Auth;
using SocialCommerce.Api.Operations.Cluster;
using SocialCommerce.Grains.Interfaces.Orders;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Api.Orders;

/// <summary>
/// Orders of the caller. The Idempotency-Key becomes the order's id, or the name of its step, so that the order itself
/// tells a repetition and gives the first answer again: no second write for the key.
/// </summary>
internal static class OrderEndpoints
{
    public static void MapOrders(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/orders").WithTags("Orders").RequireAuthorization();
        group.MapPost("/", PlaceAsync).WithName("PlaceOrder");
        group.MapPost("/quote", QuoteAsync).WithName("QuoteOrder");
        group.MapGet("/", ListAsync).WithName("ListOrders");
        group.MapGet("/{id}", GetAsync).WithName("GetOrder");
        group.MapPost("/{id}/pay", PayAsync).WithName("PayOrder");
        group.MapPost("/{id}/cancel", CancelAsync).WithName("CancelOrder");
    }

    private static async Task<Results<Created<OrderResponse>, OrderProblem, ApiProblem>> PlaceAsync(
        OrderRequest request, HttpContext context, IGrainFactory grains, TraceLinks traces, CancellationToken cancellationToken)
    {
        if (OrderKeys.Check(context) is { } problem)
        {
            return problem;
        }

        var buyerId = Caller.Of(context.User).UserId;
        traces.Link(buyerId, request.RoomId);
        var orderId = IdempotentRequest.DerivedId(context, "o") ?? NewId.Order();
        var result = await grains.GetGrain<IOrderGrain>(orderId).PlaceAsync(request.ToCommand(buyerId), cancellationToken);
        OrderKeys.Mark(context, result);
        return result is { Outcome: OrderOutcome.Done, Order: { } order }
            ? TypedResults.Created($"/api/v1/orders/{orderId}", OrderResponse.From(order))
            : OrderProblem.From(result);
    }

    private static async Task<Results<Ok<QuoteResponse>, OrderProblem>> QuoteAsync(
        OrderRequest request, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var desk = grains.GetGrain<IOrderDeskGrain>(IOrderDeskGrain.All);
        var quote = await desk.QuoteAsync(request.ToCommand(Caller.Of(user).UserId), cancellationToken);
        return quote.Outcome == OrderOutcome.Done
            ? TypedResults.Ok(new QuoteResponse([.. quote.Lines.Select(OrderLineBody.From)], quote.ListTotal, quote.Total))
            : OrderProblem.From(new OrderResult(quote.Outcome, null, quote.Errors, quote.Items, ActualTotal: quote.ActualTotal));
    }

    private static async Task<Results<Ok<PageResponse<OrderResponse>>, ApiProblem>> ListAsync(
        int? limit, string? cursor, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (!Paging.TryRead(limit, cursor, out var request, out var problem))
        {
            return problem;
        }

        var desk = grains.GetGrain<IOrderDeskGrain>(IOrderDeskGrain.All);
        var page = await desk.ListOfBuyerAsync(Caller.Of(user).UserId, request, cancellationToken);
        return TypedResults.Ok(new PageResponse<OrderResponse>([.. page.Orders.Select(OrderResponse.From)], page.NextCursor));
    }

    private static async Task<Results<Ok<OrderResponse>, StatusCodeHttpResult, ApiProblem>> GetAsync(
        string id, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var order = await grains.GetGrain<IOrderGrain>(id).GetAsync(cancellationToken);
        if (order is null || (order.BuyerId != Caller.Of(context.User).UserId && !context.User.IsInRole(Roles.Operator)))
        {
            return ApiProblem.NotFound();
        }

        EntityTags.Set(context, order.Revision);
        return EntityTags.IsKnown(context.Request, order.Revision)
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Ok(OrderResponse.From(order));
    }

    private static async Task<Results<Ok<OrderResponse>, OrderProblem, ApiProblem>> PayAsync(
        string id, PaymentRequest? request, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (OrderKeys.Check(context) is { } problem)
        {
            return problem;
        }

        var command = new PayOrder(Caller.Of(context.User).UserId, OrderKeys.StepOf(context, "pay"), new PaymentChoice(request?.Method));
        return Answer(context, await grains.GetGrain<IOrderGrain>(id).PayAsync(command, cancellationToken));
    }

    private static async Task<Results<Ok<OrderResponse>, OrderProblem, ApiProblem>> CancelAsync(
        string id, CancelRequest? request, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (OrderKeys.Check(context) is { } problem)
        {
            return problem;
        }

        var command = new CancelOrder(
            Caller.Of(context.User).UserId, context.User.IsInRole(Roles.Operator), request?.Reason, OrderKeys.StepOf(context, "cancel"));
        return Answer(context, await grains.GetGrain<IOrderGrain>(id).CancelAsync(command, cancellationToken));
    }

    private static Results<Ok<OrderResponse>, OrderProblem, ApiProblem> Answer(HttpContext context, OrderResult result)
    {
        OrderKeys.Mark(context, result);
        return result is { Outcome: OrderOutcome.Done, Order: { } order }
            ? TypedResults.Ok(OrderResponse.From(order))
            : OrderProblem.From(result);
    }
}
