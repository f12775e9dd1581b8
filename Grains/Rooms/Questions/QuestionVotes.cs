using SocialCommerce.Grains.Interfaces.Rooms.Questions;

namespace SocialCommerce.Grains.Rooms.Questions;

/// <summary>Who wants which waiting question answered. One vote of one user for one question. Pure but for being changed.</summary>
internal sealed class QuestionVotes(string roomId)
{
    private const char Separator = '/';

    private readonly Dictionary<string, HashSet<string>> _voters = new(StringComparer.Ordinal);

    /// <summary>Questions that somebody voted for.</summary>
    public IEnumerable<string> Questions => _voters.Keys;

    public long Count(string questionId) => _voters.TryGetValue(questionId, out var voters) ? voters.Count : 0;

    public bool HasVoted(string questionId, string? userId) =>
        userId is not null && _voters.TryGetValue(questionId, out var voters) && voters.Contains(userId);

    /// <summary>A stored vote, as <see cref="Plan"/> wrote it.</summary>
    public void Load(string stored)
    {
        var separator = stored.IndexOf(Separator, StringComparison.Ordinal);
        Count(new VoteQuestion(stored[..separator], stored[(separator + 1)..], IsUp: true));
    }

    /// <summary>The changes of the stored list that put these votes in, in their order.</summary>
    public ImmutableArray<ListChange> Plan(IReadOnlyList<VoteQuestion> votes) =>
        [.. votes.Select(vote => new ListChange(ListNames.QuestionVotes(roomId), Store(vote.QuestionId, vote.UserId), vote.IsUp))];

    /// <summary>Counts votes that are durable, in their order.</summary>
    public void Count(IReadOnlyList<VoteQuestion> votes)
    {
        foreach (var vote in votes)
        {
            Count(vote);
        }
    }

    /// <summary>Forgets the voters of a question, and answers what the stored list has of them.</summary>
    public IReadOnlyList<string> Forget(string questionId) =>
        _voters.Remove(questionId, out var voters) ? [.. voters.Select(userId => Store(questionId, userId))] : [];

    private static string Store(string questionId, string userId) => $"{questionId}{Separator}{userId}";

    private void Count(VoteQuestion vote)
    {
        if (!_voters.TryGetValue(vote.QuestionId, out var voters))
        {
            _voters[vote.QuestionId] = voters = new HashSet<string>(StringComparer.Ordinal);
        }

        _ = vote.IsUp ? voters.Add(vote.UserId) : voters.Remove(vote.UserId);
    }
}
