using System.Security.Claims;
using SocialCommerce.Api.Auth;
using SocialCommerce.Api.Orders;
using SocialCommerce.Grains.Interfaces.Communities.GroupBuying;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Api.Communities;

/// <summary>What sellers offer to groups, and the groups of an offer.</summary>
internal static class GroupOfferEndpoints
{
    public static void MapGroupOffers(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/group-offers").WithTags("Communities");
        group.MapPost("/", CreateAsync).WithName("CreateGroupOffer").RequireAuthorization(Roles.Merchant)
            .WithMetadata(IdempotentRequest.Instance);
        group.MapGet("/", ListAsync).WithName("ListGroupOffers");
        group.MapGet("/{id}", GetAsync).WithName("GetGroupOffer");
        group.MapDelete("/{id}", WithdrawAsync).WithName("WithdrawGroupOffer").RequireAuthorization(Roles.Merchant);
        group.MapGet("/{id}/groups", ListGroupsAsync).WithName("ListGroups");
        group.MapPost("/{id}/groups", OpenAsync).WithName("OpenGroup").RequireAuthorization();
    }

    private static async Task<Results<Created<GroupOfferResponse>, ApiProblem>> CreateAsync(
        GroupOfferRequest request, HttpContext context, IGrainFactory grains, TimeProvider clock, CancellationToken cancellationToken)
    {
        var id = IdempotentRequest.DerivedId(context, "go") ?? NewId.GroupOffer();
        var result = await grains.GetGrain<IGroupOfferGrain>(id).CreateAsync(
            request.ToCommand(Caller.Of(context.User).UserId, clock.GetUtcNow()), cancellationToken);
        return result is { Outcome: GroupOutcome.Done, Offer: { } offer }
            ? TypedResults.Created($"/api/v1/group-offers/{id}", GroupOfferResponse.From(offer))
            : GroupProblems.From(result.Outcome, result.Errors);
    }

    private static async Task<Results<Ok<PageResponse<GroupOfferResponse>>, ApiProblem>> ListAsync(
        string? productId, int? limit, string? cursor, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (!Ids.IsValid(productId))
        {
            return ApiProblem.Invalid("productId", "is not a valid id");
        }

        if (!Paging.TryRead(limit, cursor, out var request, out var problem))
        {
            return problem;
        }

        var page = await Desk(grains).ListOffersAsync(productId!, request, cancellationToken);
        return TypedResults.Ok(new PageResponse<GroupOfferResponse>([.. page.Offers.Select(GroupOfferResponse.From)], page.NextCursor));
    }

    private static async Task<Results<Ok<GroupOfferResponse>, ApiProblem>> GetAsync(
        string id, IGrainFactory grains, CancellationToken cancellationToken) =>
        await grains.GetGrain<IGroupOfferGrain>(id).GetAsync(cancellationToken) is { } offer
            ? TypedResults.Ok(GroupOfferResponse.From(offer))
            : ApiProblem.NotFound();

    private static async Task<Results<NoContent, ApiProblem>> WithdrawAsync(
        string id, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var result = await grains.GetGrain<IGroupOfferGrain>(id).WithdrawAsync(Caller.Of(user).UserId, cancellationToken);
        return result.Outcome == GroupOutcome.Done ? TypedResults.NoContent() : GroupProblems.From(result.Outcome, result.Errors);
    }

    private static async Task<Results<Ok<PageResponse<GroupResponse>>, ApiProblem>> ListGroupsAsync(
        string id, int? limit, string? cursor, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (!Paging.TryRead(limit, cursor, out var request, out var problem))
        {
            return problem;
        }

        var page = await Desk(grains).ListGroupsAsync(id, request, cancellationToken);
        var viewerId = Caller.IdOf(user);
        return TypedResults.Ok(new PageResponse<GroupResponse>([.. page.Groups.Select(group => GroupResponse.From(group, viewerId))], page.NextCursor));
    }

    private static async Task<Results<Created<GroupResponse>, ApiProblem>> OpenAsync(
        string id, OpenGroupRequest request, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (OrderKeys.Check(context) is { } problem)
        {
            return problem;
        }

        var groupId = IdempotentRequest.DerivedId(context, "gb") ?? NewId.Group();
        var leader = GroupEndpoints.JoinOf(context, request.Quantity, request.Payment, null);
        var result = await grains.GetGrain<IGroupBuyGrain>(groupId).OpenAsync(
            new OpenGroup(id, leader, NewId.Secret(), request.IsPrivate ?? false), cancellationToken);
        return GroupEndpoints.Answer(context, result, leader.UserId);
    }

    private static IGroupDeskGrain Desk(IGrainFactory grains) => grains.GetGrain<IGroupDeskGrain>(IGroupDeskGrain.All);
}
