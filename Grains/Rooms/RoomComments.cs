using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Grains.Rooms;

/// <summary>
/// Sends each comment once, however often its sender repeats it: what was answered is answered again, and what is under
/// way is waited for.
/// </summary>
internal sealed class RoomComments(
    RoomFeed feed, CommentGate gate, Func<Func<long, RoomEvent>, Task<RoomEvent>> append, TimeProvider clock)
{
    private readonly Dictionary<(string UserId, string ClientId), Task<CommentResult>> _sending = [];

    /// <summary>Runs within one turn up to the place of the comment in the sequence; answers when it is durable.</summary>
    public Task<CommentResult> SendAsync(RoomState state, SendComment command)
    {
        if (feed.FindAnswer(command.UserId, command.ClientId) is { } answer)
        {
            return Task.FromResult(answer);
        }

        if (_sending.TryGetValue((command.UserId, command.ClientId), out var sending))
        {
            return sending;
        }

        var outcome = RoomRules.DecideComment(state, command);
        if (outcome != RoomOutcome.Done)
        {
            return Task.FromResult(new CommentResult(outcome));
        }

        var verdict = gate.Judge(state, command, clock.GetUtcNow());
        return verdict.Outcome == RoomOutcome.Done
            ? StartAsync(command with { Text = verdict.Text }, verdict.Rule)
            : Task.FromResult(new CommentResult(verdict.Outcome, RetryAfter: verdict.RetryAfter, Rule: verdict.Rule));
    }

    private Task<CommentResult> StartAsync(SendComment command, string? rule)
    {
        var task = AppendAsync(command, rule);
        if (!task.IsCompleted)
        {
            _sending[(command.UserId, command.ClientId)] = task;
        }

        return task;
    }

    private async Task<CommentResult> AppendAsync(SendComment command, string? rule)
    {
        try
        {
            var added = await append(sequence => Describe(command, sequence));
            return new CommentResult(RoomOutcome.Done, command.CommentId, added.Sequence, Rule: rule);
        }
        finally
        {
            _sending.Remove((command.UserId, command.ClientId));
        }
    }

    private RoomEvent Describe(SendComment command, long sequence)
    {
        var now = clock.GetUtcNow();
        var comment = new RoomComment(
            command.CommentId, command.UserId, command.DisplayName, command.Text, command.ClientId, sequence, now);
        return new RoomEvent(sequence, RoomEventType.CommentAdded, now, Comment: comment);
    }
}
