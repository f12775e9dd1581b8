using System.Security.Claims;
using SocialCommerce.Api.Auth;
using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Rooms.Selling;

namespace SocialCommerce.Api.Rooms.Selling;

/// <summary>Vouchers of a room: the host offers them, each viewer can have one of each.</summary>
internal static class VoucherEndpoints
{
    public static void MapVouchers(this RouteGroupBuilder rooms)
    {
        var group = rooms.MapGroup("/{id}/vouchers");
        group.MapGet("/", ListAsync).WithName("ListVouchers");
        group.MapPost("/", OfferAsync).WithName("OfferVoucher").RequireAuthorization().WithMetadata(IdempotentRequest.Instance);
        group.MapDelete("/{voucherId}", WithdrawAsync).WithName("WithdrawVoucher").RequireAuthorization();
        group.MapPost("/{voucherId}/claims", ClaimAsync).WithName("ClaimVoucher").RequireAuthorization();
    }

    public static void MapOwnVouchers(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/users/me/vouchers", ListOwnAsync).WithName("ListOwnVouchers").WithTags("Rooms").RequireAuthorization();

    private static async Task<Results<Ok<PageResponse<VoucherResponse>>, ApiProblem>> ListAsync(
        string id, int? limit, string? cursor, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (!Paging.TryRead(limit, cursor, out var request, out var problem))
        {
            return problem;
        }

        if (await grains.GetGrain<IRoomGrain>(id).GetAsync(cancellationToken) is null)
        {
            return ApiProblem.NotFound();
        }

        var page = await grains.GetGrain<IRoomOffersGrain>(id).ListVouchersAsync(request, cancellationToken);
        return TypedResults.Ok(new PageResponse<VoucherResponse>([.. page.Vouchers.Select(VoucherResponse.From)], page.NextCursor));
    }

    private static async Task<Results<Ok<PageResponse<HeldVoucherBody>>, ApiProblem>> ListOwnAsync(
        int? limit, string? cursor, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (!Paging.TryRead(limit, cursor, out var request, out var problem))
        {
            return problem;
        }

        var page = await grains.GetGrain<IVoucherWalletGrain>(Caller.Of(user).UserId).ListAsync(request, cancellationToken);
        return TypedResults.Ok(new PageResponse<HeldVoucherBody>([.. page.Vouchers.Select(HeldVoucherBody.From)], page.NextCursor));
    }

    private static async Task<Results<Created<VoucherResponse>, ApiProblem>> OfferAsync(
        string id,
        VoucherRequest request,
        HttpContext context,
        IGrainFactory grains,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var command = request.ToCommand(id, Caller.Of(context.User).UserId, clock.GetUtcNow());
        if (request.Check(command) is { IsEmpty: false } errors)
        {
            return ApiProblem.Invalid(errors);
        }

        var voucher = grains.GetGrain<IVoucherGrain>(IdempotentRequest.DerivedId(context, "v") ?? NewId.Voucher());
        var result = await voucher.OfferAsync(command, cancellationToken);
        return result is { Outcome: VoucherOutcome.Done, Voucher: { } offered }
            ? TypedResults.Created($"/api/v1/rooms/{id}/vouchers/{offered.Voucher.VoucherId}", VoucherResponse.From(offered))
            : SellingProblems.From(result.Outcome, result.Errors);
    }

    private static async Task<Results<NoContent, ApiProblem>> WithdrawAsync(
        string id, string voucherId, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var voucher = grains.GetGrain<IVoucherGrain>(voucherId);
        if ((await voucher.GetAsync(cancellationToken))?.RoomId != id)
        {
            return ApiProblem.NotFound();
        }

        var result = await voucher.WithdrawAsync(Caller.Of(user).UserId, cancellationToken);
        return result.Outcome == VoucherOutcome.Done
            ? TypedResults.NoContent()
            : SellingProblems.From(result.Outcome, result.Errors);
    }

    private static async Task<Results<Ok<HeldVoucherBody>, ApiProblem>> ClaimAsync(
        string id, string voucherId, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var result = await grains.GetGrain<IVoucherGrain>(voucherId).ClaimAsync(Caller.Of(user).UserId, cancellationToken);
        return result is { Outcome: VoucherOutcome.Done, Voucher: { } held } && held.RoomId == id
            ? TypedResults.Ok(HeldVoucherBody.From(held))
            : SellingProblems.From(result.Outcome == VoucherOutcome.Done ? VoucherOutcome.NotFound : result.Outcome, []);
    }
}
