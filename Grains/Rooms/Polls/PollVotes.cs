namespace SocialCommerce.Grains.Rooms.Polls;

/// <summary>One vote.</summary>
internal readonly record struct Ballot(string UserId, int Option);

/// <summary>
/// Who voted for what, and the tally: at any time the recount of the votes that are in. Pure but for being changed.
/// </summary>
internal sealed class PollVotes(string pollId, int options)
{
    private readonly Dictionary<string, byte> _votes = new(StringComparer.Ordinal);
    private readonly long[] _tally = new long[options];

    public ImmutableArray<long> Tally => [.. _tally];

    public int? Find(string userId) => _votes.TryGetValue(userId, out var option) ? option : null;

    /// <summary>The changes of the stored lists that put these ballots in, the last of each user; nothing for a repetition.</summary>
    public ImmutableArray<ListChange> Plan(IReadOnlyList<Ballot> ballots)
    {
        var changes = ImmutableArray.CreateBuilder<ListChange>();
        foreach (var (userId, option) in Last(ballots))
        {
            var before = Find(userId);
            if (before == option)
            {
                continue;
            }

            if (before is { } left)
            {
                changes.Add(ListChange.Remove(ListNames.PollVotes(pollId, left), userId));
            }

            changes.Add(ListChange.Add(ListNames.PollVotes(pollId, option), userId));
        }

        return changes.ToImmutable();
    }

    /// <summary>Counts ballots that are durable; of one user only the last counts.</summary>
    public void Count(IReadOnlyList<Ballot> ballots)
    {
        foreach (var (userId, option) in Last(ballots))
        {
            if (Find(userId) is { } before)
            {
                _tally[before]--;
            }

            _votes[userId] = (byte)option;
            _tally[option]++;
        }
    }

    private static Dictionary<string, int> Last(IReadOnlyList<Ballot> ballots)
    {
        var last = new Dictionary<string, int>(ballots.Count, StringComparer.Ordinal);
        foreach (var ballot in ballots)
        {
            last[ballot.UserId] = ballot.Option;
        }

        return last;
    }
}
