using System.Security.Claims;
using SocialCommerce.Api.Auth;
using SocialCommerce.Api.Products;
using SocialCommerce.Grains.Interfaces.Orders;
using SocialCommerce.Grains.Interfaces.Products;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Api.Orders;

/// <summary>A merchant's own shop in lists: its products, hidden ones too, and what they brought.</summary>
internal static class SellerFiguresEndpoints
{
    private const int WordsMax = 100;

    private const int GroupsMax = 400;

    private const int GroupsDefault = 50;

    private static readonly TimeSpan WindowDefault = TimeSpan.FromDays(30);

    private static readonly TimeSpan WindowMax = TimeSpan.FromDays(400);

    public static void MapSellerFigures(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/sellers/me").RequireAuthorization(Roles.Merchant);
        group.MapGet("/products", ListProductsAsync).WithName("ListOwnProducts").WithTags("Products");
        group.MapGet("/figures", GetFiguresAsync).WithName("GetSellerFigures").WithTags("Orders");
    }

    private static async Task<Results<Ok<PageResponse<ProductResponse>>, ApiProblem>> ListProductsAsync(
        string? q, int? limit, string? cursor, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (!Paging.TryRead(limit, cursor, out var request, out var problem))
        {
            return problem;
        }

        if (q is { Length: > WordsMax })
        {
            return ApiProblem.Invalid("q", $"must have at most {WordsMax} characters");
        }

        var page = await grains.GetGrain<ISellerCatalogueGrain>(Caller.Of(user).UserId).ListAsync(q, request, cancellationToken);
        return TypedResults.Ok(new PageResponse<ProductResponse>([.. page.Products.Select(ProductResponse.From)], page.NextCursor));
    }

    private static async Task<Results<Ok<SellerFiguresResponse>, ApiProblem>> GetFiguresAsync(
        string? by,
        DateTimeOffset? from,
        DateTimeOffset? to,
        int? limit,
        ClaimsPrincipal user,
        IGrainFactory grains,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var until = to?.ToUniversalTime() ?? clock.GetUtcNow();
        var since = from?.ToUniversalTime() ?? until - WindowDefault;
        var sums = ReadBy(by);
        var errors = new FieldChecks()
            .Add(sums == SoldBy.Unknown, "by", "must be product, room or day")
            .Add(since >= until || until - since > WindowMax, "from", $"must be before to, by at most {WindowMax.Days} days")
            .Add(limit is < 1 or > GroupsMax, "limit", $"must be from 1 to {GroupsMax}")
            .Errors;
        if (!errors.IsEmpty)
        {
            return ApiProblem.Invalid(errors);
        }

        var desk = grains.GetGrain<IOrderDeskGrain>(IOrderDeskGrain.All);
        var groups = await desk.ListSoldAsync(
            new SoldRequest(Caller.Of(user).UserId, sums, since, until, limit ?? GroupsDefault), cancellationToken);
        return TypedResults.Ok(new SellerFiguresResponse(since, until, [.. groups.Select(SoldGroupBody.From)]));
    }

    private static SoldBy ReadBy(string? by) => by switch
    {
        "product" => SoldBy.Product,
        "room" => SoldBy.Room,
        "day" => SoldBy.Day,
        _ => SoldBy.Unknown,
    };
}

internal sealed record SellerFiguresResponse(DateTimeOffset From, DateTimeOffset To, IReadOnlyList<SoldGroupBody> Items);

internal sealed record SoldGroupBody(
    string Key, string? Title, long Orders, long Units, Money Revenue, long RefundedUnits, Money Refunded)
{
    public static SoldGroupBody From(SoldGroup group) => new(
        group.Key, group.Title, group.Orders, group.Units, group.Revenue, group.RefundedUnits, group.Refunded);
}
