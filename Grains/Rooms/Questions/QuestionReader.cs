using Microsoft.Extensions.Options;
using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Grains.Rooms.Questions;

/// <summary>
/// Whether a question may be shown, and as what: who may not comment may not ask, and the word rules of shop and room are
/// those of comments. There is no queue for questions, so that what would wait for a moderator is refused.
/// </summary>
internal sealed class QuestionReader(RoomGate gate, IListStore lists, IOptions<ModerationOptions> options)
{
    private readonly ImmutableArray<KeywordRule> _shopRules = options.Value.ListRules();
    private ImmutableArray<KeywordRule> _rules;
    private KeywordFilter? _filter;

    public async Task<(EngagementOutcome Outcome, string Text)> ReadAsync(
        string userId, string text, CancellationToken cancellationToken)
    {
        if (await gate.DenyAsync(userId) is { } denied)
        {
            return (denied, text);
        }

        if (await gate.IsInChargeAsync(userId) || await gate.GetModerationAsync() is not { } moderation)
        {
            return (EngagementOutcome.Done, text);
        }

        if (await gate.IsMutedAsync(userId) || await IsStrangerAsync(moderation, userId, cancellationToken))
        {
            return (EngagementOutcome.Excluded, text);
        }

        var verdict = FilterOf(moderation.Policy.Rules).Judge(text);
        return verdict.Action is KeywordAction.Block or KeywordAction.Hold
            ? (EngagementOutcome.TextRefused, text)
            : (EngagementOutcome.Done, verdict.Text);
    }

    private async Task<bool> IsStrangerAsync(RoomModeration moderation, string userId, CancellationToken cancellationToken) =>
        moderation.Modes.FollowersOnly
        && !await lists.ContainsAsync(ListNames.Followers(moderation.HostId), userId, cancellationToken);

    private KeywordFilter FilterOf(ImmutableArray<KeywordRule> rules)
    {
        if (_filter is null || rules != _rules)
        {
            _filter = new KeywordFilter(_shopRules.AddRange(rules));
            _rules = rules;
        }

        return _filter;
    }
}
