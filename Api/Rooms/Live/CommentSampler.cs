using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Api.Rooms.Live;

/// <summary>
/// Decides which comments of a room are more than people can read. While no more than <c>perSecond</c> comments came
/// within a second all are shown; beyond, the most relevant, spread evenly over time. Pure: the caller says what time it is.
/// </summary>
internal sealed class CommentSampler(int perSecond)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(1);

    /// <summary>A resume brings at most so many seconds' worth of comments; nobody reads more at once.</summary>
    private const int ResumedSecondsMax = 10;

    private static readonly ImmutableHashSet<long> Nothing = [];

    private readonly Queue<(DateTimeOffset At, int Count)> _came = new();
    private readonly Queue<(DateTimeOffset At, int Count)> _shown = new();
    private readonly Queue<string> _authors = new();
    private readonly Dictionary<string, int> _shownOf = [];
    private double _allowed = perSecond;
    private DateTimeOffset _allowedAt;
    private int _cameCount;
    private int _shownCount;

    /// <summary>The sequences of the comments that are left out of a batch. Batches come in order of time.</summary>
    public IReadOnlySet<long> LeaveOut(IReadOnlyList<RoomEvent> events, RoomFocus focus, DateTimeOffset now)
    {
        var comments = events.Where(happened => happened.Comment is not null).ToList();
        Forget(now);
        Count(_came, ref _cameCount, now, comments.Count);
        var free = perSecond - _shownCount;
        var pace = 1 + (perSecond / 5.0);
        _allowed = Math.Min(_allowed + (perSecond * (now - _allowedAt).TotalSeconds), Math.Max(pace, free));
        _allowedAt = now;
        if (_cameCount <= perSecond)
        {
            Show(comments, now);
            return Nothing;
        }

        return Choose(comments, focus, free, now);
    }

    /// <summary>The sequences to leave out of what somebody missed, who reads it all at once.</summary>
    public IReadOnlySet<long> LeaveOutOfMissed(IReadOnlyList<RoomEvent> events, RoomFocus focus, Func<string, bool> isAlwaysShown)
    {
        var comments = events.Where(happened => happened.Comment is not null).ToList();
        if (comments.Count <= perSecond)
        {
            return Nothing;
        }

        var seconds = Math.Clamp(Math.Ceiling((comments[^1].At - comments[0].At) / Window), 1, ResumedSecondsMax);
        var ordinary = comments.Where(comment => !focus.AlwaysHeard.Contains(AuthorOf(comment)) && !isAlwaysShown(AuthorOf(comment))).ToList();
        var chosen = CommentRanking.Best(ordinary, (int)(perSecond * seconds), focus, _ => 0);
        return ordinary.Except(chosen).Select(comment => comment.Sequence).ToHashSet();
    }

    private static string AuthorOf(RoomEvent comment) => comment.Comment!.UserId;

    private HashSet<long> Choose(List<RoomEvent> comments, RoomFocus focus, int free, DateTimeOffset now)
    {
        var heard = comments.Where(comment => focus.AlwaysHeard.Contains(AuthorOf(comment))).ToList();
        var ordinary = comments.Where(comment => !focus.AlwaysHeard.Contains(AuthorOf(comment))).ToList();
        var limit = Math.Max(0, Math.Min(free, (int)_allowed) - heard.Count);
        var chosen = CommentRanking.Best(ordinary, limit, focus, author => _shownOf.GetValueOrDefault(author)).ToList();
        Show([.. heard, .. chosen], now);
        return ordinary.Except(chosen).Select(comment => comment.Sequence).ToHashSet();
    }

    private void Show(List<RoomEvent> comments, DateTimeOffset now)
    {
        Count(_shown, ref _shownCount, now, comments.Count);
        _allowed = Math.Max(0, _allowed - comments.Count);
        foreach (var author in comments.Select(AuthorOf))
        {
            Remember(author);
        }
    }

    private void Remember(string author)
    {
        _authors.Enqueue(author);
        _shownOf[author] = _shownOf.GetValueOrDefault(author) + 1;
        if (_authors.Count <= perSecond * ResumedSecondsMax)
        {
            return;
        }

        var oldest = _authors.Dequeue();
        if (--_shownOf[oldest] == 0)
        {
            _shownOf.Remove(oldest);
        }
    }

    private static void Count(Queue<(DateTimeOffset At, int Count)> queue, ref int sum, DateTimeOffset now, int count)
    {
        if (count > 0)
        {
            queue.Enqueue((now, count));
            sum += count;
        }
    }

    private void Forget(DateTimeOffset now)
    {
        Forget(_came, ref _cameCount, now);
        Forget(_shown, ref _shownCount, now);
    }

    private static void Forget(Queue<(DateTimeOffset At, int Count)> queue, ref int sum, DateTimeOffset now)
    {
        while (queue.TryPeek(out var oldest) && oldest.At + Window <= now)
        {
            sum -= queue.Dequeue().Count;
        }
    }
}
