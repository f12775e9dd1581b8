using System.Security.Claims;
using SocialCommerce.Api.Auth;
using SocialCommerce.Api.Products;
using SocialCommerce.Api.Rooms;
using SocialCommerce.Api.Social;
using SocialCommerce.Grains.Interfaces.Products;
using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Search;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Api.Search;

internal static class SearchEndpoints
{
    public static void MapSearch(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/search", FindAsync).WithName("Search").WithTags("Search");

    private static async Task<Results<Ok<PageResponse<SearchItem>>, ApiProblem>> FindAsync(
        string? q,
        string? kind,
        int? limit,
        string? cursor,
        ClaimsPrincipal user,
        IGrainFactory grains,
        CancellationToken cancellationToken)
    {
        if (!Paging.TryRead(limit, cursor, out var page, out var problem))
        {
            return problem;
        }

        var errors = new FieldChecks()
            .Text(q, "q", SearchLimits.QueryMax)
            .Add(!TryReadKind(kind, out var asked), "kind", "must be product, room or user")
            .Errors;
        if (!errors.IsEmpty)
        {
            return ApiProblem.Invalid(errors);
        }

        var viewerId = user.Identity is { IsAuthenticated: true } ? Caller.Of(user).UserId : null;
        var answer = await grains.GetGrain<ISearchGrain>(ISearchGrain.All).FindAsync(
            new SearchRequest(q!, page.Limit, page.Cursor, asked, IncludesPeople: viewerId is not null), cancellationToken);
        if (!answer.IsCursorValid)
        {
            return ApiProblem.Invalid("cursor", "is not a cursor of this list");
        }

        var found = await Task.WhenAll(answer.Matches.Select(match => DescribeAsync(match, grains, cancellationToken)));
        var shown = await WithoutBlockedAsync([.. found.OfType<Found>()], viewerId, grains, cancellationToken);
        return TypedResults.Ok(new PageResponse<SearchItem>([.. shown.Select(entry => entry.Item)], answer.NextCursor));
    }

    // As it is now: the index may be told of a change a moment later.
    private static async Task<Found?> DescribeAsync(SearchMatch match, IGrainFactory grains, CancellationToken cancellationToken)
    {
        switch (match.Kind)
        {
            case SearchKind.Product:
                return await grains.GetGrain<IProductGrain>(match.Id).GetAsync(cancellationToken) is { Details.IsHidden: false } product
                    ? new Found(product.SellerId, new SearchItem(match.Kind, Product: ProductResponse.From(product)))
                    : null;
            case SearchKind.Room:
                return await grains.GetGrain<IRoomGrain>(match.Id).GetAsync(cancellationToken) is { } room && room.Status != RoomStatus.Ended
                    ? new Found(room.HostId, new SearchItem(match.Kind, Room: RoomResponse.From(room)))
                    : null;
            case SearchKind.User:
                return await grains.GetGrain<IUserGrain>(match.Id).GetProfileAsync(cancellationToken) is { } profile
                    ? new Found(profile.UserId, new SearchItem(match.Kind, User: new UserCard(profile.UserId, profile.DisplayName)))
                    : null;
            default:
                throw new InvalidOperationException($"Unexpected kind {match.Kind}.");
        }
    }

    private static async Task<IEnumerable<Found>> WithoutBlockedAsync(
        ImmutableArray<Found> found, string? viewerId, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (viewerId is null || found.IsEmpty)
        {
            return found;
        }

        var hidden = await grains.GetGrain<IUserGrain>(viewerId).ListHiddenAsync(
            [.. found.Select(static entry => entry.OwnerId).Distinct(StringComparer.Ordinal)], cancellationToken);
        return found.Where(entry => !hidden.Contains(entry.OwnerId));
    }

    private static bool TryReadKind(string? kind, out SearchKind asked)
    {
        asked = kind switch
        {
            "product" => SearchKind.Product,
            "room" => SearchKind.Room,
            "user" => SearchKind.User,
            _ => SearchKind.Unknown,
        };
        return asked != SearchKind.Unknown || string.IsNullOrEmpty(kind);
    }

    private sealed record Found(string OwnerId, SearchItem Item);
}
