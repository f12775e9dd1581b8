using System.Security.Claims;
using SocialCommerce.Api.Auth;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Api.Recommendations;

/// <summary>What the shop thinks a user likes, and what the user decides about it.</summary>
internal static class TasteEndpoints
{
    public static void MapTaste(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/users/me").WithTags("Recommendations").RequireAuthorization();
        group.MapGet("/taste", GetAsync).WithName("GetTaste");
        group.MapDelete("/taste", ForgetAsync).WithName("ForgetTaste");
        group.MapPut("/taste/removed/{kind}/{name}", RemoveAsync).WithName("RemoveInterest");
        group.MapDelete("/taste/removed/{kind}/{name}", RestoreAsync).WithName("RestoreInterest");
        group.MapGet("/personalisation", GetPersonalisationAsync).WithName("GetPersonalisation");
        group.MapPut("/personalisation", SetPersonalisationAsync).WithName("SetPersonalisation");
    }

    private static async Task<TasteResponse> GetAsync(
        HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        context.Response.Headers.CacheControl = "no-store";
        return TasteResponse.From(await Me(context.User, grains).DescribeTasteAsync(cancellationToken));
    }

    private static async Task<NoContent> ForgetAsync(
        ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken)
    {
        await Me(user, grains).ForgetTasteAsync(cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, ApiProblem>> RemoveAsync(
        string kind, string name, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (!TryRead(kind, name, out var interest))
        {
            return ApiProblem.NotFound();
        }

        var result = await Me(user, grains).RemoveInterestAsync(interest, cancellationToken);
        return result.Status switch
        {
            TasteEditStatus.Done => TypedResults.NoContent(),
            TasteEditStatus.NotFound => ApiProblem.NotFound(),
            TasteEditStatus.TooMany => ApiProblem.Conflict(
                ProblemCodes.TooManyRemoved, "You have removed as many interests as one can."),
            _ => throw new InvalidOperationException($"Unexpected status {result.Status}."),
        };
    }

    private static async Task<Results<NoContent, ApiProblem>> RestoreAsync(
        string kind, string name, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (!TryRead(kind, name, out var interest))
        {
            return ApiProblem.NotFound();
        }

        await Me(user, grains).RestoreInterestAsync(interest, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<PersonalisationResponse> GetPersonalisationAsync(
        ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken) =>
        new(await Me(user, grains).IsPersonalisedAsync(cancellationToken));

    private static async Task<Results<Ok<PersonalisationResponse>, ApiProblem>> SetPersonalisationAsync(
        PersonalisationRequest request, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (request.Enabled is not { } enabled)
        {
            return ApiProblem.Invalid("enabled", "must be true or false");
        }

        await Me(user, grains).SetPersonalisedAsync(enabled, cancellationToken);
        return TypedResults.Ok(new PersonalisationResponse(enabled));
    }

    private static bool TryRead(string kind, string name, out Interest interest)
    {
        var known = kind switch
        {
            "category" => InterestKind.Category,
            "brand" => InterestKind.Brand,
            "product" => InterestKind.Product,
            _ => InterestKind.Unknown,
        };

        // The one character that the server leaves encoded in a path.
        var decoded = name.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        interest = new Interest(known, decoded);
        return known != InterestKind.Unknown && new FieldChecks().Text(decoded, nameof(name), NameMax).Errors.IsEmpty;
    }

    // Longer than any of a category, a brand and an id may be.
    private const int NameMax = 64;

    private static IUserGrain Me(ClaimsPrincipal user, IGrainFactory grains) =>
        grains.GetGrain<IUserGrain>(Caller.Of(user).UserId);
}
