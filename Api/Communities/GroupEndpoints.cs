using System.Security.Claims;
using SocialCommerce.Api.Auth;
using SocialCommerce.Api.Orders;
using SocialCommerce.Grains.Interfaces.Communities.GroupBuying;

namespace SocialCommerce.Api.Communities;

/// <summary>
/// Groups that buy together. The Idempotency-Key names the group, or the seat, so that a repetition finds it. Whoever asks a
/// group that was merged is led to the one that has its members.
/// </summary>
internal static class GroupEndpoints
{
    /// <summary>Groups only ever go into later ones; so many in a row are more than windows allow.</summary>
    private const int MergesMax = 8;

    public static void MapGroups(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/groups").WithTags("Communities");
        group.MapGet("/{id}", GetAsync).WithName("GetGroup");
        group.MapPost("/{id}/members", JoinAsync).WithName("JoinGroup").RequireAuthorization();
        group.MapDelete("/{id}/members/me", LeaveAsync).WithName("LeaveGroup").RequireAuthorization();
    }

    public static JoinGroup JoinOf(HttpContext context, int? quantity, PaymentRequest? payment, string? invite)
    {
        var caller = Caller.Of(context.User);
        return new JoinGroup(
            caller.UserId, caller.DisplayName, quantity ?? 1, payment?.Method, invite, IdempotentRequest.DerivedId(context, "gs"));
    }

    public static Results<Created<GroupResponse>, ApiProblem> Answer(HttpContext context, GroupResult result, string userId)
    {
        if (result.IsReplay)
        {
            context.Response.Headers[IdempotentRequest.ReplayedHeader] = "true";
        }

        return result is { Outcome: GroupOutcome.Done, Group: { } group }
            ? TypedResults.Created($"/api/v1/groups/{group.GroupId}", GroupResponse.From(group, userId, result.Seat))
            : GroupProblems.From(result.Outcome, result.Errors);
    }

    private static async Task<Results<Ok<GroupResponse>, ApiProblem>> GetAsync(
        string id, string? invite, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var viewerId = Caller.IdOf(user);
        return await grains.GetGrain<IGroupBuyGrain>(id).GetAsync(cancellationToken) is { } group
            && (!group.IsPrivate || group.InviteToken == invite || group.Members.Any(member => member.UserId == viewerId))
            ? TypedResults.Ok(GroupResponse.From(group, viewerId))
            : ApiProblem.NotFound();
    }

    private static async Task<Results<Created<GroupResponse>, ApiProblem>> JoinAsync(
        string id, JoinGroupRequest request, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (OrderKeys.Check(context) is { } problem)
        {
            return problem;
        }

        var command = JoinOf(context, request.Quantity, request.Payment, request.Invite);
        var result = await FollowAsync(grains, id, group => group.JoinAsync(command, cancellationToken));
        return Answer(context, result, command.UserId);
    }

    private static async Task<Results<Ok<GroupResponse>, ApiProblem>> LeaveAsync(
        string id, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var userId = Caller.Of(user).UserId;
        var result = await FollowAsync(grains, id, group => group.LeaveAsync(userId, cancellationToken));
        return result is { Outcome: GroupOutcome.Done, Group: { } left }
            ? TypedResults.Ok(GroupResponse.From(left, userId, result.Seat))
            : GroupProblems.From(result.Outcome, result.Errors);
    }

    // What the group that has the members now answers.
    private static async Task<GroupResult> FollowAsync(IGrainFactory grains, string id, Func<IGroupBuyGrain, Task<GroupResult>> call)
    {
        var result = await call(grains.GetGrain<IGroupBuyGrain>(id));
        for (var merge = 0; merge < MergesMax && result is { Outcome: not GroupOutcome.Done, Group.MergedInto: { } next }; merge++)
        {
            result = await call(grains.GetGrain<IGroupBuyGrain>(next));
        }

        return result;
    }
}
