using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Grains.Rooms;

/// <summary>What viewers say.</summary>
internal sealed partial class RoomGrain
{
    private static readonly TimeSpan ReactionSaveDelay = TimeSpan.FromMilliseconds(50);

    /// <summary>Saves what was counted, sooner than the room is saved anyway.</summary>
    private OneShotTimer _saveSoon = null!;

    /// <summary>Waited for by those whose reactions the next write has.</summary>
    private TaskCompletionSource? _countedReactions;

    private Task _savingReactions = Task.CompletedTask;

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
        if (outcome == RoomOutcome.Done && (command.IsPast || _feed.HasComment(command.CommentId)))
        {
            await AppendAsync(sequence => new RoomEvent(
                sequence, RoomEventType.CommentRemoved, clock.GetUtcNow(), CommentId: command.CommentId));
        }

        return Answer(outcome, []);
    }

    public async Task<ReactionResult> ReactAsync(SendReactions command, CancellationToken cancellationToken)
    {
        if (RoomLifecycle.IsRehearsedBy(_state, command.UserId))
        {
            return await Rehearsal!.ReactAsync(command, cancellationToken);
        }

        var outcome = _gate.IsBanned(command.UserId, clock.GetUtcNow())
            ? RoomOutcome.Banned
            : RoomRules.DecideReactions(_state, command);
        if (outcome == RoomOutcome.Done)
        {
            _reactions.Count(command);
            SchedulePulse();
            await WhenReactionsAreSavedAsync();
        }

        return new ReactionResult(outcome);
    }

    // Many batches share one write, and a repeated one is answered no sooner than the first.
    private Task WhenReactionsAreSavedAsync()
    {
        if (!_reactions.IsDirty)
        {
            return _savingReactions;
        }

        _saveSoon.Schedule(ReactionSaveDelay);
        _countedReactions ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return _countedReactions.Task;
    }

    private async Task SaveReactionsAsync(Func<Task> save)
    {
        var counted = _countedReactions;
        _countedReactions = null;
        _savingReactions = counted?.Task ?? Task.CompletedTask;
        try
        {
            await save();
            counted?.SetResult();
        }
        catch (Exception exception)
        {
            counted?.SetException(exception);
            throw;
        }
        finally
        {
            _savingReactions = Task.CompletedTask;
        }
    }
}
