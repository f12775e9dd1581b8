using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Grains.Rooms;

/// <summary>What viewers say.</summary>
internal sealed partial class RoomGrain
{
    public Task<CommentResult> SendCommentAsync(SendComment command, CancellationToken cancellationToken) =>
        RoomLifecycle.IsRehearsedBy(_state, command.UserId)
            ? Rehearsal!.SendCommentAsync(command, cancellationToken)
            : _comments.SendAsync(_state, command);

    public async Task<RoomResult> RemoveCommentAsync(RemoveComment command, CancellationToken cancellationToken)
    {
        if (Rehearsal is { } rehearsal)
        {
            return await rehearsal.RemoveCommentAsync(command, cancellationToken);
        }

        var outcome = RoomRules.DecideRemoval(_state, command);
        if (outcome == RoomOutcome.Done && _feed.HasComment(command.CommentId))
        {
            await AppendAsync(sequence => new RoomEvent(
                sequence, RoomEventType.CommentRemoved, clock.GetUtcNow(), CommentId: command.CommentId));
        }

        return Answer(outcome, []);
    }

    public Task<ReactionResult> ReactAsync(SendReactions command, CancellationToken cancellationToken)
    {
        if (RoomLifecycle.IsRehearsedBy(_state, command.UserId))
        {
            return Rehearsal!.ReactAsync(command, cancellationToken);
        }

        var outcome = RoomRules.DecideReactions(_state, command);
        if (outcome == RoomOutcome.Done)
        {
            _reactions.Count(command);
            SchedulePulse();
        }

        return Task.FromResult(new ReactionResult(outcome));
    }
}
