using System.Security.Claims;
using SocialCommerce.Api.Auth;
using SocialCommerce.Grains.Interfaces.Inventory;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Api.Inventory;

/// <summary>The stock of a product, for the merchant who sells it and for operators.</summary>
internal static class StockEndpoints
{
    public static void MapStock(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/products/{id}/stock").WithTags("Inventory").RequireAuthorization(Roles.Merchant);
        group.MapGet("/", GetAsync).WithName("GetStock");
        group.MapPost("/adjustments", AdjustAsync).WithName("AdjustStock").WithMetadata(IdempotentRequest.Instance);
        group.MapPut("/policy", SetPolicyAsync).WithName("SetStockPolicy");
        group.MapGet("/movements", ListMovementsAsync).WithName("ListStockMovements");
        group.MapGet("/verify", VerifyAsync).WithName("VerifyStock");
        routes.MapGet("/sellers/me/stock-alerts", ListAlertsAsync).WithName("ListStockAlerts").WithTags("Inventory")
            .RequireAuthorization(Roles.Merchant);
    }

    private static async Task<Results<Ok<StockResponse>, ApiProblem>> GetAsync(
        string id, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var (report, problem) = await ReadAsync(id, user, grains, cancellationToken);
        return problem is not null ? problem : TypedResults.Ok(StockResponse.From(id, report!));
    }

    private static async Task<Results<Ok<StockResponse>, ApiProblem>> AdjustAsync(
        string id, AdjustmentRequest request, HttpContext context, IGrainFactory grains, TimeProvider clock, CancellationToken cancellationToken)
    {
        if ((await ReadAsync(id, context.User, grains, cancellationToken)).Problem is { } problem)
        {
            return problem;
        }

        var commandId = IdempotentRequest.DerivedId(context, "sa") ?? NewId.Event();
        var command = request.ToAdjust(commandId, Caller.Of(context.User).UserId, clock.GetUtcNow());
        var errors = StockLimits.Check(command);
        if (!errors.IsEmpty)
        {
            return ApiProblem.Invalid(errors);
        }

        var result = await grains.GetGrain<IStockGrain>(id).AdjustAsync(command, cancellationToken);
        return result.Outcome == StockOutcome.Done
            ? await GetResultAsync(id, grains, cancellationToken)
            : StockProblems.From(result.Outcome, "quantity");
    }

    private static async Task<Results<Ok<StockResponse>, ApiProblem>> SetPolicyAsync(
        string id, StockPolicyBody request, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if ((await ReadAsync(id, user, grains, cancellationToken)).Problem is { } problem)
        {
            return problem;
        }

        var policy = request.ToPolicy();
        var errors = StockLimits.Check(policy);
        if (!errors.IsEmpty)
        {
            return ApiProblem.Invalid(errors);
        }

        var result = await grains.GetGrain<IStockGrain>(id).SetPolicyAsync(policy, Caller.Of(user).UserId, cancellationToken);
        return result.Outcome == StockOutcome.Done
            ? await GetResultAsync(id, grains, cancellationToken)
            : StockProblems.From(result.Outcome, "policy");
    }

    private static async Task<Results<Ok<PageResponse<MovementResponse>>, ApiProblem>> ListMovementsAsync(
        string id, int? limit, string? cursor, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (!Paging.TryRead(limit, cursor, out var request, out var invalid))
        {
            return invalid;
        }

        if ((await ReadAsync(id, user, grains, cancellationToken)).Problem is { } problem)
        {
            return problem;
        }

        var page = await grains.GetGrain<IStockGrain>(id).ListMovementsAsync(request, cancellationToken);
        return TypedResults.Ok(new PageResponse<MovementResponse>([.. page.Movements.Select(MovementResponse.From)], page.NextCursor));
    }

    private static async Task<Results<Ok<StockVerificationResponse>, ApiProblem>> VerifyAsync(
        string id, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if ((await ReadAsync(id, user, grains, cancellationToken)).Problem is { } problem)
        {
            return problem;
        }

        var verified = await grains.GetGrain<IStockGrain>(id).VerifyAsync(cancellationToken);
        return TypedResults.Ok(new StockVerificationResponse(
            verified.Broken is null && verified.IsLevelRight, verified.Sound, verified.Broken, verified.IsLevelRight));
    }

    private static async Task<Ok<StockAlertsResponse>> ListAlertsAsync(
        ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var alerts = await grains.GetGrain<IStockAlertsGrain>(Caller.Of(user).UserId).ListAsync(cancellationToken);
        return TypedResults.Ok(new StockAlertsResponse([.. alerts.Select(StockAlertBody.From)]));
    }

    private static async Task<Ok<StockResponse>> GetResultAsync(string id, IGrainFactory grains, CancellationToken cancellationToken) =>
        TypedResults.Ok(StockResponse.From(id, (await grains.GetGrain<IStockGrain>(id).GetReportAsync(cancellationToken))!));

    private static async Task<(StockReport? Report, ApiProblem? Problem)> ReadAsync(
        string id, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (await grains.GetGrain<IStockGrain>(id).GetReportAsync(cancellationToken) is not { } report)
        {
            return (null, ApiProblem.NotFound());
        }

        return report.SellerId == Caller.Of(user).UserId || user.IsInRole(Roles.Operator)
            ? (report, null)
            : (null, ApiProblem.Forbidden(ProblemCodes.NotOwner));
    }
}

internal static class StockProblems
{
    public static ApiProblem From(StockOutcome outcome, string field) => outcome switch
    {
        StockOutcome.NotFound => ApiProblem.NotFound(),
        StockOutcome.Invalid => ApiProblem.Invalid(field, "is out of range"),
        StockOutcome.Insufficient => ApiProblem.Conflict(ProblemCodes.NoStock, "Fewer units are available."),
        _ => throw new InvalidOperationException($"Unexpected stock outcome {outcome}."),
    };
}
