using System.Security.Claims;
using SocialCommerce.Api.Auth;
using SocialCommerce.Api.Products;
using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Rooms.Selling;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Api.Rooms.Selling;

/// <summary>Flash deals of a room: the host makes and closes them, everybody sees them.</summary>
internal static class DealEndpoints
{
    public static void MapDeals(this RouteGroupBuilder rooms)
    {
        var group = rooms.MapGroup("/{id}/deals");
        group.MapGet("/", ListAsync).WithName("ListDeals");
        group.MapGet("/{dealId}", GetAsync).WithName("GetDeal");
        group.MapPost("/", CreateAsync).WithName("CreateDeal").RequireAuthorization().WithMetadata(IdempotentRequest.Instance);
        group.MapDelete("/{dealId}", CancelAsync).WithName("CancelDeal").RequireAuthorization();
        group.MapClaims();
    }

    private static async Task<Results<Ok<PageResponse<DealResponse>>, ApiProblem>> ListAsync(
        string id, int? limit, string? cursor, IGrainFactory grains, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (!Paging.TryRead(limit, cursor, out var request, out var problem))
        {
            return problem;
        }

        if (await grains.GetGrain<IRoomGrain>(id).GetAsync(cancellationToken) is null)
        {
            return ApiProblem.NotFound();
        }

        var page = await grains.GetGrain<IRoomOffersGrain>(id).ListDealsAsync(request, cancellationToken);
        var now = clock.GetUtcNow();
        return TypedResults.Ok(new PageResponse<DealResponse>(
            [.. page.Deals.Select(deal => DealResponse.From(deal, now))], page.NextCursor));
    }

    private static async Task<Results<Ok<DealResponse>, ApiProblem>> GetAsync(
        string id, string dealId, IGrainFactory grains, TimeProvider clock, CancellationToken cancellationToken) =>
        await grains.GetGrain<IDealGrain>(dealId).GetAsync(cancellationToken) is { } deal && deal.RoomId == id
            ? TypedResults.Ok(DealResponse.From(deal, clock.GetUtcNow()))
            : ApiProblem.NotFound();

    private static async Task<Results<Created<DealResponse>, ApiProblem>> CreateAsync(
        string id,
        DealRequest request,
        HttpContext context,
        IGrainFactory grains,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var command = Read(id, request, context.User, clock.GetUtcNow());
        if (DealLimits.Check(command) is { IsEmpty: false } errors)
        {
            return ApiProblem.Invalid(errors);
        }

        var deal = grains.GetGrain<IDealGrain>(IdempotentRequest.DerivedId(context, "d") ?? NewId.Deal());
        var result = await deal.CreateAsync(command, cancellationToken);
        return result is { Outcome: DealOutcome.Done, Deal: { } created }
            ? TypedResults.Created($"/api/v1/rooms/{id}/deals/{created.Deal.DealId}", DealResponse.From(created, clock.GetUtcNow()))
            : SellingProblems.From(result.Outcome, result.Errors);
    }

    private static async Task<Results<NoContent, ApiProblem>> CancelAsync(
        string id, string dealId, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var deal = grains.GetGrain<IDealGrain>(dealId);
        if ((await deal.GetAsync(cancellationToken))?.RoomId != id)
        {
            return ApiProblem.NotFound();
        }

        var result = await deal.CancelAsync(Caller.Of(user).UserId, cancellationToken);
        return result.Outcome == DealOutcome.Done
            ? TypedResults.NoContent()
            : SellingProblems.From(result.Outcome, result.Errors);
    }

    // What is absent becomes what the checks refuse by name.
    private static CreateDeal Read(string roomId, DealRequest request, ClaimsPrincipal user, DateTimeOffset now) => new(
        roomId,
        Caller.Of(user).UserId,
        user.IsInRole(Roles.Operator),
        request.ProductId ?? string.Empty,
        (request.Price ?? new MoneyBody(null, null)).ToMoney(),
        request.OpensAt?.ToUniversalTime() ?? now.AddSeconds(Math.Clamp(request.CountdownSeconds ?? 0, 0, 2 * DealLimits.CountdownSecondsMax)),
        TimeSpan.FromSeconds(Math.Clamp(request.DurationSeconds ?? 0, 0, 2 * DealLimits.DurationSecondsMax)),
        request.Quantity ?? 0,
        request.PerBuyer ?? 1,
        now);
}
