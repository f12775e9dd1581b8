using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Grains.Rooms;

/// <summary>
/// What a room remembers of its sequence: the last events for those who come back, the last comments for those who come
/// in, and what each comment was answered. Takes durable events in sequence order. Bounded.
/// </summary>
internal sealed class RoomFeed
{
    public const int EventsMax = 1_000;

    private const int CommentsMax = 100;

    /// <summary>
    /// Longer than events: a sender who waited for an answer for seconds asks again, and a hot room says thousands of
    /// things meanwhile.
    /// </summary>
    public const int AnswersMax = 20_000;

    private readonly Queue<RoomEvent> _events = new();
    private readonly LinkedList<RoomComment> _comments = new();
    private readonly Dictionary<(string UserId, string ClientId), CommentResult> _answers = [];
    private readonly Queue<(string UserId, string ClientId)> _answered = new();
    private readonly HashSet<string> _removed = new(StringComparer.Ordinal);

    /// <summary>The last event that is in.</summary>
    public long Sequence { get; private set; }

    public ImmutableArray<RoomComment> Comments => [.. _comments];

    public void Add(RoomEvent roomEvent)
    {
        Sequence = roomEvent.Sequence;
        _events.Enqueue(roomEvent);
        if (roomEvent.Comment is { } comment)
        {
            AddComment(comment);
        }
        else if (roomEvent.CommentId is { } removed)
        {
            Remove(removed);
        }

        while (_events.Count > EventsMax)
        {
            Forget(_events.Dequeue());
        }
    }

    /// <summary>What this user's comment with this client id was answered, if it is remembered.</summary>
    public CommentResult? FindAnswer(string userId, string clientId) => _answers.GetValueOrDefault((userId, clientId));

    /// <summary>Whether the comment is among those that somebody may still be shown.</summary>
    public bool HasComment(string commentId) => FindComment(commentId) is not null;

    /// <summary>The comment, while somebody may still be shown it.</summary>
    public RoomComment? FindComment(string commentId) => _removed.Contains(commentId)
        ? null
        : _comments.FirstOrDefault(comment => comment.CommentId == commentId)
            ?? _events.FirstOrDefault(roomEvent => roomEvent.Comment?.CommentId == commentId)?.Comment;

    /// <summary>The events after a sequence; null when they are not all remembered.</summary>
    public ImmutableArray<RoomEvent>? After(long sequence)
    {
        if (sequence > Sequence || (_events.TryPeek(out var oldest) ? sequence + 1 < oldest.Sequence : sequence < Sequence))
        {
            return null;
        }

        return [.. _events.Where(roomEvent => roomEvent.Sequence > sequence).Select(Redact)];
    }

    // Whoever comes back after a removal must not be sent the words that were removed; the event keeps its place.
    private RoomEvent Redact(RoomEvent roomEvent) =>
        roomEvent.Comment is { } comment && _removed.Contains(comment.CommentId)
            ? roomEvent with { Comment = comment with { Text = "" } }
            : roomEvent;

    private void AddComment(RoomComment comment)
    {
        var sender = (comment.UserId, comment.ClientId);
        _answers[sender] = new CommentResult(RoomOutcome.Done, comment.CommentId, comment.Sequence);
        _answered.Enqueue(sender);
        if (_answered.Count > AnswersMax)
        {
            _answers.Remove(_answered.Dequeue());
        }

        _comments.AddLast(comment);
        if (_comments.Count > CommentsMax)
        {
            _comments.RemoveFirst();
        }
    }

    private void Remove(string commentId)
    {
        _removed.Add(commentId);
        for (var node = _comments.First; node is not null; node = node.Next)
        {
            if (node.Value.CommentId == commentId)
            {
                _comments.Remove(node);
                return;
            }
        }
    }

    private void Forget(RoomEvent roomEvent)
    {
        if (roomEvent is { Comment: null, CommentId: { } removed })
        {
            // The removal comes after the comment, so nobody can be shown the comment any more.
            _removed.Remove(removed);
        }
    }
}
