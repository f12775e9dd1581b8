using SocialCommerce.Api.Auth;
using SocialCommerce.Api.Rooms;
using SocialCommerce.Grains.Interfaces.Recommendations;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Api.Recommendations;

internal static class SuggestionEndpoints
{
    public static void MapSuggestions(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/users/me/suggestions", GetAsync).WithName("GetSuggestions").WithTags("Recommendations")
            .RequireAuthorization();

    private static async Task<Results<Ok<SuggestionsResponse>, ApiProblem>> GetAsync(
        int? limit,
        string? roomId,
        string? exclude,
        bool? trace,
        HttpContext context,
        IGrainFactory grains,
        RehearsalGuard rehearsals,
        CancellationToken cancellationToken)
    {
        var excluded = (exclude ?? string.Empty)
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .ToImmutableArray();
        var errors = Check(limit, roomId, excluded);
        if (!errors.IsEmpty)
        {
            return ApiProblem.Invalid(errors);
        }

        // Lists that are shown in a room are counted for it, and nothing of a rehearsal is.
        var userId = Caller.Of(context.User).UserId;
        var shownIn = await rehearsals.IsRehearsedAsync(userId, roomId, cancellationToken) ? null : roomId;
        var request = new SuggestionRequest(
            NewId.Impression(), limit ?? SuggestionLimits.LimitDefault, shownIn, excluded,
            IsTraced: trace is true && context.User.IsInRole(Roles.Operator));
        var list = await grains.GetGrain<IUserGrain>(userId)
            .GetSuggestionsAsync(request, cancellationToken);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(SuggestionsResponse.From(list));
    }

    private static ImmutableArray<FieldError> Check(int? limit, string? roomId, ImmutableArray<string> excluded) =>
        new FieldChecks()
            .Add(limit is < 1 or > SuggestionLimits.LimitMax, "limit", $"must be from 1 to {SuggestionLimits.LimitMax}")
            .Add(roomId is not null && !Ids.IsValid(roomId), "roomId", "is not a valid id")
            .Add(excluded.Length > SuggestionLimits.ExcludeMax, "exclude", $"must be at most {SuggestionLimits.ExcludeMax} ids")
            .Add(excluded.Any(id => !Ids.IsValid(id)), "exclude", "has an invalid id")
            .Errors;
}
