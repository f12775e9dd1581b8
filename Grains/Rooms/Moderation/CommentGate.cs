using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Grains.Rooms;

/// <summary>Whether a comment may pass, and as what.</summary>
/// <param name="RetryAfter">When it is worth another try.</param>
/// <param name="Rule">The keyword rule or hook that decided, also when it only masked.</param>
internal readonly record struct CommentVerdict(RoomOutcome Outcome, string Text, TimeSpan? RetryAfter = null, string? Rule = null);

/// <summary>
/// Decides who may say what in a room, from memory alone: restrictions, modes, slow mode, keyword rules. The host and the
/// moderators may say anything. Slow mode counts per user, whatever the device, the connection or the Api process.
/// </summary>
internal sealed class CommentGate(ImmutableArray<KeywordRule> shopRules)
{
    /// <summary>The hook's name as a rule.</summary>
    public const string ReviewRule = "review";

    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(ModerationLimits.SlowModeMax);

    private readonly Dictionary<string, LastComment> _last = new(StringComparer.Ordinal);
    private KeywordFilter _filter = new(shopRules);
    private int _sweepAt = 1_024;

    public RoomPolicy Policy { get; private set; } = RoomPolicy.Empty;

    public void Use(RoomPolicy policy)
    {
        if (policy.Rules != Policy.Rules)
        {
            _filter = new KeywordFilter(shopRules.AddRange(policy.Rules));
        }

        Policy = policy;
    }

    /// <summary>Takes what was said before this activation, so that a restart ends nobody's waiting.</summary>
    public void Remember(RoomEvent roomEvent)
    {
        if (roomEvent is { Comment: { } comment, Type: RoomEventType.CommentAdded })
        {
            _last[comment.UserId] = new LastComment(roomEvent.At, comment.ClientId);
        }
    }

    public bool IsBanned(string userId, DateTimeOffset now) => Find(Policy.Banned, userId, now) is not null;

    /// <summary>Decides about one comment; one that passes or is held counts for slow mode.</summary>
    public CommentVerdict Judge(RoomState state, SendComment command, DateTimeOffset now)
    {
        if (IsBanned(command.UserId, now))
        {
            return new CommentVerdict(RoomOutcome.Banned, command.Text);
        }

        if (command.Review == CommentReview.Approved || command.UserId == state.HostId || Policy.Moderators.Contains(command.UserId))
        {
            return new CommentVerdict(RoomOutcome.Done, command.Text);
        }

        var verdict = Refuse(state.Board.Modes, command, now) ?? Read(command);
        if (verdict.Outcome is RoomOutcome.Done or RoomOutcome.Held)
        {
            Count(command, now);
        }

        return verdict;
    }

    private CommentVerdict? Refuse(RoomModes modes, SendComment command, DateTimeOffset now)
    {
        if (Find(Policy.Muted, command.UserId, now) is { } muted)
        {
            return new CommentVerdict(RoomOutcome.Muted, command.Text, muted.Until - now);
        }

        if (modes.FollowersOnly && !command.IsFollower)
        {
            return new CommentVerdict(RoomOutcome.FollowersOnly, command.Text);
        }

        if (modes.BuyersOnly && !command.IsBuyer)
        {
            return new CommentVerdict(RoomOutcome.BuyersOnly, command.Text);
        }

        return WaitOf(modes, command, now) is { } wait
            ? new CommentVerdict(RoomOutcome.SlowMode, command.Text, wait)
            : null;
    }

    // A repetition of what was counted is no other comment.
    private TimeSpan? WaitOf(RoomModes modes, SendComment command, DateTimeOffset now)
    {
        if (modes.SlowModeSeconds == 0 || !_last.TryGetValue(command.UserId, out var last) || last.ClientId == command.ClientId)
        {
            return null;
        }

        var wait = last.At + TimeSpan.FromSeconds(modes.SlowModeSeconds) - now;
        return wait > TimeSpan.Zero ? wait : null;
    }

    private CommentVerdict Read(SendComment command)
    {
        var (action, term, text) = _filter.Judge(command.Text);
        return action switch
        {
            KeywordAction.Block => new CommentVerdict(RoomOutcome.Blocked, command.Text, Rule: term),
            _ when command.Review == CommentReview.Hold => new CommentVerdict(RoomOutcome.Held, command.Text, Rule: ReviewRule),
            KeywordAction.Hold => new CommentVerdict(RoomOutcome.Held, command.Text, Rule: term),
            _ => new CommentVerdict(RoomOutcome.Done, text, Rule: term),
        };
    }

    private void Count(SendComment command, DateTimeOffset now)
    {
        _last[command.UserId] = new LastComment(now, command.ClientId);
        if (_last.Count < _sweepAt)
        {
            return;
        }

        foreach (var userId in _last.Where(entry => entry.Value.At + Remembered <= now).Select(entry => entry.Key).ToList())
        {
            _last.Remove(userId);
        }

        _sweepAt = Math.Max(1_024, _last.Count * 2);
    }

    private static Restriction? Find(ImmutableArray<Restriction> restrictions, string userId, DateTimeOffset now)
    {
        foreach (var restriction in restrictions)
        {
            if (restriction.UserId == userId)
            {
                return restriction.HoldsAt(now) ? restriction : null;
            }
        }

        return null;
    }

    private readonly record struct LastComment(DateTimeOffset At, string ClientId);
}
