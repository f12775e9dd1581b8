using System.Security.Claims;
using SocialCommerce.Api.Auth;

namespace SocialCommerce.Api.Interactions;

internal static class InteractionEndpoints
{
    public static void MapInteractions(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/interactions", RecordAsync).WithName("RecordInteractions").WithTags("Interactions")
            .RequireAuthorization();

    private static async Task<Results<Accepted<TrackResponse>, ApiProblem>> RecordAsync(
        TrackRequest request, ClaimsPrincipal user, Tracking tracking, CancellationToken cancellationToken)
    {
        var errors = Tracking.Check(request);
        return errors.IsEmpty
            ? TypedResults.Accepted((string?)null, await tracking.RecordAsync(Caller.Of(user).UserId, request, cancellationToken))
            : ApiProblem.Invalid(errors);
    }
}
