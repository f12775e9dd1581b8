using System.Text.Json.Serialization;
using SocialCommerce.Grains.Interfaces.Interactions;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Api.Recommendations;

internal sealed record TasteResponse(
    bool Personalised,
    ImmutableArray<InterestBody> Interests,
    ImmutableArray<RemovedInterestBody> Removed,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? ForgottenAt)
{
    public static TasteResponse From(TasteReport report) => new(
        report.IsPersonalised,
        [.. report.Interests.Select(InterestBody.From)],
        [.. report.Removed.Select(removed => new RemovedInterestBody(removed.Interest.Kind, removed.Interest.Name, removed.Title, removed.At))],
        report.ForgottenAt);
}

/// <param name="Name">With the kind it names the interest: of a category or brand its name, of a product its id.</param>
internal sealed record InterestBody(
    InterestKind Kind,
    string Name,
    string Title,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ImageUrl,
    double Weight,
    InterestReasonBody Because)
{
    public static InterestBody From(FoundInterest found) => new(
        found.Interest.Kind, found.Interest.Name, found.Title, found.ImageUrl, Math.Round(found.Weight, 4),
        new InterestReasonBody(
            found.Act, found.At, [.. found.Sources.Select(source => new InterestSourceBody(source.ProductId, source.Title))]));
}

/// <param name="Act">The strongest that was done with it.</param>
/// <param name="At">The last time.</param>
internal sealed record InterestReasonBody(InteractionKind Act, DateTimeOffset At, ImmutableArray<InterestSourceBody> Products);

internal sealed record InterestSourceBody(string ProductId, string Title);

internal sealed record RemovedInterestBody(InterestKind Kind, string Name, string Title, DateTimeOffset At);

internal sealed record PersonalisationRequest(bool? Enabled);

internal sealed record PersonalisationResponse(bool Enabled);
