using SocialCommerce.Api.Rooms.Live;
using SocialCommerce.Api.Rooms.Moderation.Review;
using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Api.Rooms.Moderation;

/// <summary>
/// Takes a comment to its room: everything that takes time, such as asking who follows whom or what the review hook
/// thinks, happens here and never in the room's turn. The room decides.
/// </summary>
internal sealed class CommentDesk(
    IGrainFactory grains,
    CommentThrottle viewers,
    ModeratorThrottle moderators,
    CommenterStandings standings,
    ReviewHook review)
{
    public async Task<HubAnswer> SendAsync(LiveSocket socket, CommentRequest request, CancellationToken cancellationToken)
    {
        var text = CommentText.Clean(request.Text ?? string.Empty);
        if (RoomLimits.CheckComment(text, request.ClientId) is { IsEmpty: false } errors)
        {
            return HubAnswer.Invalid(errors);
        }

        if (!socket.Rooms.TryGetValue(request.RoomId!, out var relay))
        {
            return LiveRefusals.NotJoined;
        }

        var caller = socket.Caller;
        var isInCharge = relay.StandingOf(caller.UserId).IsInCharge;
        UserThrottle throttle = isInCharge ? moderators : viewers;
        if (!throttle.TryTake(caller.UserId, out var wait))
        {
            return HubAnswer.Refuse(ProblemCodes.RateLimited, "Slow down a little.", wait);
        }

        var command = new SendComment(NewId.Comment(), caller.UserId, caller.DisplayName, text, request.ClientId!);
        if (!isInCharge)
        {
            var opinion = await review.AskAsync(relay.RoomId, command, cancellationToken);
            if (opinion == ReviewVerdict.Deny)
            {
                await NoteAsync(relay.RoomId, "denied", ReviewHook.Name, command, cancellationToken);
                return LiveRefusals.Blocked;
            }

            command = await ProveAsync(relay, command, cancellationToken) with
            {
                Review = opinion == ReviewVerdict.Hold ? CommentReview.Hold : CommentReview.Unknown,
            };
        }

        return await SendAsync(relay, command, cancellationToken);
    }

    private async Task<HubAnswer> SendAsync(RoomRelay relay, SendComment command, CancellationToken cancellationToken)
    {
        var room = grains.GetGrain<IRoomGrain>(relay.RoomId);
        var result = await room.SendCommentAsync(command, cancellationToken);
        if (result.Outcome is RoomOutcome.FollowersOnly or RoomOutcome.BuyersOnly && !IsAsked(relay.Access.Modes, result.Outcome))
        {
            // The room's modes are younger than what this process knows of them.
            command = await standings.ProveAsync(relay.HostId, command, RoomModesOf(result.Outcome), cancellationToken);
            result = await room.SendCommentAsync(command, cancellationToken);
        }

        return await AnswerAsync(relay.RoomId, command, result, cancellationToken);
    }

    private async Task<HubAnswer> AnswerAsync(
        string roomId, SendComment command, CommentResult result, CancellationToken cancellationToken)
    {
        switch (result.Outcome)
        {
            case RoomOutcome.Done:
                if (result.Rule is not null)
                {
                    await NoteAsync(roomId, "masked", result.Rule, command, cancellationToken);
                }

                return new CommentedAnswer(result.CommentId!, result.Sequence);
            case RoomOutcome.Blocked:
                await NoteAsync(roomId, "blocked", result.Rule!, command, cancellationToken);
                return LiveRefusals.Blocked;
            case RoomOutcome.Held:
                return LiveRefusals.From(await HoldAsync(roomId, command, result.Rule!, cancellationToken));
            default:
                return LiveRefusals.From(result.Outcome, result.RetryAfter);
        }
    }

    private Task<RoomOutcome> HoldAsync(string roomId, SendComment command, string rule, CancellationToken cancellationToken) =>
        grains.GetGrain<IModerationGrain>(roomId).HoldAsync(
            new HeldComment(command.CommentId, command.UserId, command.DisplayName, command.Text, command.ClientId, rule, default),
            cancellationToken);

    // The author is answered when the decision is in the audit, or hears of a fault and sends the same again.
    private Task NoteAsync(
        string roomId, string action, string by, SendComment command, CancellationToken cancellationToken) =>
        grains.GetGrain<IModerationGrain>(roomId).NoteAsync(
            new AutomaticDecision(action, by, command.UserId, command.CommentId), cancellationToken);

    private Task<SendComment> ProveAsync(RoomRelay relay, SendComment command, CancellationToken cancellationToken) =>
        standings.ProveAsync(relay.HostId, command, relay.Access.Modes, cancellationToken);

    private static bool IsAsked(RoomModes modes, RoomOutcome outcome) =>
        outcome == RoomOutcome.FollowersOnly ? modes.FollowersOnly : modes.BuyersOnly;

    private static RoomModes RoomModesOf(RoomOutcome outcome) => new(
        FollowersOnly: true, BuyersOnly: outcome == RoomOutcome.BuyersOnly);
}
