using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Rooms.Replay;

namespace SocialCommerce.Grains.Rooms.Replay;

/// <summary>What a replay knows of a room's whole log: where its pages are in time, its chapters, what was removed. Pure.</summary>
internal sealed class ReplayIndex
{
    public const int PageSize = 500;

    private const int ChaptersMax = 500;

    private readonly List<DateTimeOffset> _pages = [];
    private readonly HashSet<string> _removed = new(StringComparer.Ordinal);
    private readonly List<ReplayChapter> _chapters = [];

    public long LastSequence { get; private set; }

    public ImmutableArray<ReplayChapter> Chapters => [.. _chapters];

    /// <summary>Takes the next event of the log.</summary>
    public void Add(RoomEvent roomEvent)
    {
        LastSequence = roomEvent.Sequence;
        if (PageOf(roomEvent.Sequence) == _pages.Count)
        {
            // Clocks may step back; the pages of a timeline do not.
            _pages.Add(_pages.Count == 0 || roomEvent.At > _pages[^1] ? roomEvent.At : _pages[^1]);
        }

        if (roomEvent is { Comment: null, CommentId: { } removed })
        {
            _removed.Add(removed);
        }
        else if (roomEvent.Pin is { } pin && _chapters.Count < ChaptersMax)
        {
            AddChapter(roomEvent.At, pin);
        }
    }

    /// <summary>The last page that begins at or before a time, or else the first.</summary>
    public int PageAt(DateTimeOffset time)
    {
        var page = _pages.BinarySearch(time);
        if (page < 0)
        {
            return Math.Max(0, ~page - 1);
        }

        while (page + 1 < _pages.Count && _pages[page + 1] == time)
        {
            page++;
        }

        return page;
    }

    /// <summary>Words that were removed at any time never come back; the event keeps its place.</summary>
    public RoomEvent Redact(RoomEvent roomEvent) => roomEvent.Comment is { } comment && _removed.Contains(comment.CommentId)
        ? roomEvent with { Comment = comment with { Text = "" } }
        : roomEvent;

    public bool IsRemoved(string commentId) => _removed.Contains(commentId);

    public static int PageOf(long sequence) => (int)((sequence - 1) / PageSize);

    // A pin that only takes another price begins no chapter.
    private void AddChapter(DateTimeOffset at, PinnedProduct pin)
    {
        if (_chapters.Count == 0 || _chapters[^1].ProductId != pin.ProductId)
        {
            _chapters.Add(new ReplayChapter(at, pin.ProductId, pin.Title));
        }
    }
}
