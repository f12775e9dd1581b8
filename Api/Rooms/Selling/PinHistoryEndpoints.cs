using System.Text.Json.Serialization;
using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Rooms.Selling;

namespace SocialCommerce.Api.Rooms.Selling;

/// <summary>When which product was pinned: what attribution needs to know.</summary>
internal static class PinHistoryEndpoints
{
    public static void MapPinHistory(this RouteGroupBuilder rooms) =>
        rooms.MapGet("/{id}/pins/history", GetAsync).WithName("GetPinHistory");

    private static async Task<Results<Ok<PinHistoryResponse>, ApiProblem>> GetAsync(
        string id, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var room = grains.GetGrain<IRoomGrain>(id);
        return await room.GetAsync(cancellationToken) is null
            ? ApiProblem.NotFound()
            : TypedResults.Ok(new PinHistoryResponse(
                [.. (await room.GetPinHistoryAsync(cancellationToken)).Select(PinSpanBody.From)]));
    }
}

internal sealed record PinHistoryResponse(ImmutableArray<PinSpanBody> Items);

internal sealed record PinSpanBody(
    string ProductId,
    Money Price,
    long PriceVersion,
    DateTimeOffset PinnedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? UnpinnedAt)
{
    public static PinSpanBody From(PinSpan span) =>
        new(span.ProductId, span.Price, span.PriceVersion, span.PinnedAt, span.UnpinnedAt);
}
