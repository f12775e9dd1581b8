using System.Text.Json.Serialization;
using SocialCommerce.Grains.Interfaces.Interactions;

namespace SocialCommerce.Api.Interactions;

internal sealed record TrackRequest(IReadOnlyList<InteractionBody?>? Items);

/// <summary>An interaction as a client reports it. An id that is absent is given here: then a retry counts again.</summary>
internal sealed record InteractionBody(
    string? EventId,
    string? ProductId,
    InteractionKind? Kind,
    string? RoomId,
    double? Value,
    DateTimeOffset? At,
    string? ImpressionId)
{
    public Interaction ToInteraction(DateTimeOffset now) => new(
        EventId ?? NewId.Event(),
        ProductId ?? string.Empty,
        Kind ?? InteractionKind.Unknown,
        At?.ToUniversalTime() ?? now,
        RoomId,
        Value,
        ImpressionId);
}

internal sealed record TrackResponse(ImmutableArray<InteractionResultBody> Results)
{
    public static TrackResponse From(RecordResult result) => new(
        [.. result.Results.Select(item => new InteractionResultBody(item.Status, item.Offset))]);
}

internal sealed record InteractionResultBody(
    InteractionStatus Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Offset);
