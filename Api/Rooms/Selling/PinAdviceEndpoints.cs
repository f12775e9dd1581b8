using System.Security.Claims;
using System.Text.Json.Serialization;
using SocialCommerce.Api.Auth;
using SocialCommerce.Grains.Interfaces.Inventory;
using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Rooms.Selling;

namespace SocialCommerce.Api.Rooms.Selling;

/// <summary>What the host could pin next.</summary>
internal static class PinAdviceEndpoints
{
    public static void MapPinAdvice(this RouteGroupBuilder rooms) =>
        rooms.MapGet("/{id}/pin-advice", GetAsync).WithName("GetPinAdvice").RequireAuthorization();

    private static async Task<Results<Ok<PinAdviceResponse>, ApiProblem>> GetAsync(
        string id, int? limit, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (limit is < 1 or > PinAdviceLimits.LimitMax)
        {
            return ApiProblem.Invalid("limit", $"must be from 1 to {PinAdviceLimits.LimitMax}");
        }

        var result = await grains.GetGrain<IPinAdviceGrain>(id).GetAsync(
            new PinAdviceRequest(Caller.Of(user).UserId, limit ?? PinAdviceLimits.LimitDefault), cancellationToken);
        return result.Outcome == RoomOutcome.Done
            ? TypedResults.Ok(new PinAdviceResponse([.. result.Items.Select(PinAdviceBody.From)]))
            : RoomProblems.From(result.Outcome, []);
    }
}

internal sealed record PinAdviceResponse(ImmutableArray<PinAdviceBody> Items);

internal sealed record PinAdviceBody(
    string ProductId,
    string Title,
    Money Price,
    string? ImageUrl,
    StockBand StockBand,
    double Score,
    ImmutableArray<PinReasonBody> Reasons)
{
    public static PinAdviceBody From(PinAdvice advice) => new(
        advice.ProductId,
        advice.Title,
        advice.Price,
        advice.ImageUrl,
        advice.StockBand,
        advice.Score,
        [.. advice.Reasons.Select(PinReasonBody.From)]);
}

internal sealed record PinReasonBody(
    PinReasonKind Kind,
    string Text,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Count,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Of)
{
    public static PinReasonBody From(PinReason reason) => new(reason.Kind, TextOf(reason), reason.Count, reason.Of);

    private static string TextOf(PinReason reason) => reason.Kind switch
    {
        PinReasonKind.Taste => $"{reason.Count} of {reason.Of} watchers like this",
        PinReasonKind.Hot => "Hot in this room now",
        PinReasonKind.Stock => "Sells out soon",
        PinReasonKind.Fresh => "Not shown lately",
        _ => throw new InvalidOperationException($"Unexpected reason {reason.Kind}."),
    };
}
