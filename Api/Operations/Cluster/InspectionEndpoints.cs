using System.Globalization;
using SocialCommerce.Grains.Interfaces.Operations;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Api.Operations.Cluster;

/// <summary>For operators: one grain from near by, and the neighbourhood of one user.</summary>
internal static class InspectionEndpoints
{
    private const int KeyLengthMax = 200;

    public static void MapInspection(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/operations").WithTags("Operations").RequireAuthorization(Roles.Operator);
        group.MapGet("/grains/{type}/{**key}", InspectAsync).WithName("InspectGrain");
        group.MapGet("/users/{id}/neighbourhood", GetNeighbourhoodAsync).WithName("GetNeighbourhood");
    }

    private static async Task<Results<Ok<InspectionResponse>, ApiProblem>> InspectAsync(
        string type, string key, IGrainFactory grains, CancellationToken cancellationToken)
    {
        // A key may have a slash in it, which an address has escaped.
        var grain = new GrainName(type, Uri.UnescapeDataString(key));
        if (!Ids.IsValid(type) || grain.Key.Length is 0 or > KeyLengthMax)
        {
            return ApiProblem.NotFound();
        }

        var inspection = await grains.GetGrain<IOperationsGrain>(IOperationsGrain.All).InspectAsync(grain, cancellationToken);
        return TypedResults.Ok(InspectionResponse.From(inspection));
    }

    private static async Task<Results<Ok<NeighbourhoodResponse>, ApiProblem>> GetNeighbourhoodAsync(
        string id, IGrainFactory grains, CancellationToken cancellationToken) =>
        await Neighbourhood.ReadAsync(id, grains, cancellationToken) is { } neighbourhood
            ? TypedResults.Ok(neighbourhood)
            : ApiProblem.NotFound();
}

/// <param name="IsHidden">Nothing of grains of this type is shown.</param>
/// <param name="Calls">Newest first, from when it was first asked for.</param>
internal sealed record InspectionResponse(
    string Grain,
    string Key,
    bool IsHidden,
    ImmutableArray<StateBody> States,
    ImmutableArray<PlaceBody> Places,
    ImmutableArray<CallBody> Calls)
{
    private const int CallsShown = 100;

    public static InspectionResponse From(GrainInspection inspection) => new(
        inspection.Grain.Type,
        inspection.Grain.Key,
        inspection.IsHidden,
        [.. inspection.States.Select(static state => new StateBody(
            state.Name, state.Version.ToString(CultureInfo.InvariantCulture), state.Bytes, state.Json))],
        [.. inspection.Trails.Select(static trail => new PlaceBody(trail.Silo, trail.IsActive, trail.Waiting, trail.Running))],
        [
            .. inspection.Trails.SelectMany(static trail => trail.Calls).OrderByDescending(static call => call.At)
                .Take(CallsShown).Select(FrameParts.Call),
        ]);
}

/// <param name="Json">The state as text, without what people wrote and without secrets.</param>
/// <param name="Version">Beyond what a number of JavaScript holds.</param>
internal sealed record StateBody(string Name, string Version, int Bytes, string Json);

/// <summary>A silo and what it knows of the grain; null is what its engine does not tell.</summary>
internal sealed record PlaceBody(string Silo, bool? IsActive, int? Waiting, int? Running);
