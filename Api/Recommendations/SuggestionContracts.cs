using System.Text.Json.Serialization;
using SocialCommerce.Grains.Interfaces.Recommendations;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Api.Recommendations;

internal sealed record SuggestionBody(
    string ProductId,
    string Title,
    Money Price,
    string? ImageUrl,
    double Score,
    ImmutableArray<ReasonBody> Reasons)
{
    public static SuggestionBody From(Suggestion suggestion) => new(
        suggestion.ProductId,
        suggestion.Title,
        suggestion.Price,
        suggestion.ImageUrl,
        suggestion.Score,
        [.. suggestion.Reasons.Select(ReasonBody.From)]);
}

internal sealed record ReasonBody(
    ReasonKind Kind,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ProductId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? UserId,
    string Text,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] FriendAct? Act)
{
    public static ReasonBody From(SuggestionReason reason) => new(
        reason.Kind, reason.ProductId, reason.UserId, reason.Text, reason.Act == FriendAct.Unknown ? null : reason.Act);
}

/// <summary>The answer to a request for suggestions and the push SuggestionsChanged.</summary>
internal sealed record SuggestionsResponse(
    string ImpressionId,
    string ModelVersion,
    string Variant,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? RoomId,
    ImmutableArray<SuggestionBody> Items)
{
    public static SuggestionsResponse From(SuggestionList list) => new(
        list.ImpressionId, list.ModelVersion, list.Variant, list.RoomId, [.. list.Items.Select(SuggestionBody.From)]);
}
