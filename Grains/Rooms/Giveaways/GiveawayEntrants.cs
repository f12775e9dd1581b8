using SocialCommerce.Algorithms.Draws;

namespace SocialCommerce.Grains.Rooms.Giveaways;

/// <summary>Who entered, each once.</summary>
internal sealed class GiveawayEntrants(string giveawayId)
{
    private readonly Dictionary<string, string> _users = new(StringComparer.Ordinal);

    public int Count => _users.Count;

    /// <summary>The names under which users entered.</summary>
    public IReadOnlyCollection<string> Ids => _users.Keys;

    /// <summary>The user behind an entrant.</summary>
    public string UserOf(string entrantId) => _users[entrantId];

    /// <summary>The name under which the user entered; null when not.</summary>
    public string? Find(string? userId) =>
        userId is not null && LuckyDraw.EntrantId(giveawayId, userId) is var entrant && _users.ContainsKey(entrant) ? entrant : null;

    /// <summary>Takes users whose entry is durable.</summary>
    public void Add(IEnumerable<string> userIds)
    {
        foreach (var userId in userIds)
        {
            _users.TryAdd(LuckyDraw.EntrantId(giveawayId, userId), userId);
        }
    }
}
