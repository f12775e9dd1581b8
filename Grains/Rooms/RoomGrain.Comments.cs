using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Grains.Rooms;

/// <summary>What viewers say.</summary>
internal sealed partial class RoomGrain
{
    public Task<CommentResult> SendCommentAsync(SendComment command, CancellationToken cancellationToken) =>
        _comments.SendAsync(_state, command);

    public async Task<RoomResult> RemoveCommentAsync(RemoveComment command, CancellationToken cancellationToken)
    {
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
        var outcome = RoomRules.DecideReactions(_state, command);
        if (outcome == RoomOutcome.Done)
        {
            _reactions.Count(command);
            SchedulePulse();
        }

        return Task.FromResult(new ReactionResult(outcome));
    }
}
