using System.Security.Claims;
using SocialCommerce.Api.Auth;
using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Api.Rooms.Moderation;

/// <summary>What the host and the moderators of a room, and operators of the shop, do about what is said in it.</summary>
internal static class ModerationEndpoints
{
    public static void MapModeration(this RouteGroupBuilder rooms)
    {
        var group = rooms.MapGroup("/{id}").RequireAuthorization();
        group.MapPost("/moderation", ActAsync).WithName("ModerateRoom");
        group.MapGet("/moderation", GetAsync).WithName("GetRoomModeration");
        group.MapGet("/moderation/queue", ListHeldAsync).WithName("ListHeldComments");
        group.MapGet("/moderation/rules", GetRulesAsync).WithName("GetKeywordRules");
        group.MapPut("/moderation/rules", SetRulesAsync).WithName("SetKeywordRules");
        group.MapPut("/modes", SetModesAsync).WithName("SetRoomModes");
        group.MapAudit();
    }

    public static ModerationCaller CallerOf(ClaimsPrincipal user) =>
        new(Caller.Of(user).UserId, user.IsInRole(Roles.Operator));

    private static async Task<Results<NoContent, ApiProblem>> ActAsync(
        string id, ModerationRequest request, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (request.Seconds is < 1 || request.Seconds > ModerationLimits.DurationMax.TotalSeconds)
        {
            return ApiProblem.Invalid("seconds", $"must be from 1 to {(long)ModerationLimits.DurationMax.TotalSeconds}");
        }

        var act = new ModerationAct(
            CallerOf(user),
            request.Action ?? ModerationKind.Unknown,
            request.UserId,
            request.CommentId,
            request.Seconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            request.Reason);
        if (ModerationLimits.Check(act) is { IsEmpty: false } errors)
        {
            return ApiProblem.Invalid(errors);
        }

        if (NeedsUser(act.Kind) && await grains.GetGrain<IUserGrain>(act.SubjectId!).GetProfileAsync(cancellationToken) is null)
        {
            return ApiProblem.Refused(ProblemCodes.UnknownUser, "There is no such user.");
        }

        return Describe(await grains.GetGrain<IModerationGrain>(id).ActAsync(act, cancellationToken));
    }

    private static async Task<Results<Ok<ModerationResponse>, ApiProblem>> GetAsync(
        string id, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var result = await grains.GetGrain<IModerationGrain>(id).GetAsync(CallerOf(user), cancellationToken);
        if (result is not { Outcome: RoomOutcome.Done, Moderation: { } room })
        {
            return ModerationProblems.From(result.Outcome, result.Errors);
        }

        var policy = room.Policy;
        var names = await UserNames.FindAsync(
            grains,
            [.. policy.Moderators, .. policy.Muted.Select(muted => muted.UserId), .. policy.Banned.Select(banned => banned.UserId)],
            cancellationToken);
        return TypedResults.Ok(new ModerationResponse(
            ModesBody.From(room.Modes),
            [.. policy.Moderators.Select(userId => new PersonBody(userId, names.GetValueOrDefault(userId)))],
            [.. policy.Muted.Select(muted => new PersonBody(muted.UserId, names.GetValueOrDefault(muted.UserId), muted.Until))],
            [.. policy.Banned.Select(banned => new PersonBody(banned.UserId, names.GetValueOrDefault(banned.UserId), banned.Until))]));
    }

    private static async Task<Results<Ok<HeldCommentsResponse>, ApiProblem>> ListHeldAsync(
        string id, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var held = await grains.GetGrain<IModerationGrain>(id).ListHeldAsync(CallerOf(user), cancellationToken);
        return held.Outcome == RoomOutcome.Done
            ? TypedResults.Ok(new HeldCommentsResponse([.. held.Comments.Select(HeldCommentBody.From)]))
            : ModerationProblems.From(held.Outcome, []);
    }

    private static async Task<Results<Ok<RulesResponse>, ApiProblem>> GetRulesAsync(
        string id, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken) =>
        DescribeRules(await grains.GetGrain<IModerationGrain>(id).GetAsync(CallerOf(user), cancellationToken));

    private static async Task<Results<Ok<RulesResponse>, ApiProblem>> SetRulesAsync(
        string id, RulesRequest request, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var rules = (request.Rules ?? [])
            .Select(rule => new KeywordRule(rule?.Term?.Trim() ?? string.Empty, rule?.Action ?? KeywordAction.Unknown))
            .ToImmutableArray();
        if (request.Rules is null)
        {
            return ApiProblem.Invalid("rules", "must be a list");
        }

        return DescribeRules(await grains.GetGrain<IModerationGrain>(id).SetRulesAsync(
            new SetKeywordRules(CallerOf(user), rules), cancellationToken));
    }

    private static async Task<Results<Ok<ModesBody>, ApiProblem>> SetModesAsync(
        string id, ModesRequest request, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var modes = new RoomModes(request.SlowModeSeconds ?? 0, request.FollowersOnly ?? false, request.BuyersOnly ?? false);
        var errors = new FieldChecks().Text(request.Reason, "reason", ModerationLimits.ReasonMax, isRequired: false).Errors;
        if (!errors.IsEmpty)
        {
            return ApiProblem.Invalid(errors);
        }

        var result = await grains.GetGrain<IModerationGrain>(id).SetModesAsync(
            new SetRoomModes(CallerOf(user), modes, request.Reason), cancellationToken);
        return result.Outcome == RoomOutcome.Done
            ? TypedResults.Ok(ModesBody.From(modes))
            : ModerationProblems.From(result.Outcome, result.Errors);
    }

    // Restrictions end for users who have gone, too.
    private static bool NeedsUser(ModerationKind kind) =>
        kind is ModerationKind.Mute or ModerationKind.Ban or ModerationKind.Appoint;

    private static Results<NoContent, ApiProblem> Describe(ModerationResult result) => result.Outcome == RoomOutcome.Done
        ? TypedResults.NoContent()
        : ModerationProblems.From(result.Outcome, result.Errors);

    private static Results<Ok<RulesResponse>, ApiProblem> DescribeRules(ModerationResult result) =>
        result is { Outcome: RoomOutcome.Done, Moderation: { } room }
            ? TypedResults.Ok(RulesResponse.From(room.Policy.Rules))
            : ModerationProblems.From(result.Outcome, result.Errors);
}
