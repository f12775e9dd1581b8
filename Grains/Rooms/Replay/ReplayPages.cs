using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Grains.Rooms.Replay;

/// <summary>Pages of a room's log, read once and kept while they are asked for; bounded.</summary>
internal sealed class ReplayPages(IRoomLog log, string roomId)
{
    private const int PagesMax = 32;

    private readonly Dictionary<int, IReadOnlyList<RoomEvent>> _pages = [];
    private readonly LinkedList<int> _used = new();

    /// <summary>The events of a page in order; fewer, or none, at the end of the log.</summary>
    public async Task<IReadOnlyList<RoomEvent>> ReadAsync(int page, CancellationToken cancellationToken)
    {
        if (!_pages.TryGetValue(page, out var events))
        {
            events = await log.ReadAsync(roomId, (long)page * ReplayIndex.PageSize, ReplayIndex.PageSize, cancellationToken);
            _pages[page] = events;
        }

        Touch(page);
        return events;
    }

    /// <summary>Events were added: the last page is read again.</summary>
    public void Forget(int page)
    {
        _pages.Remove(page);
        _used.Remove(page);
    }

    /// <summary>The events after a sequence, up to another, page by page.</summary>
    public async IAsyncEnumerable<RoomEvent> ReadAsync(
        long after, long last, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var page = ReplayIndex.PageOf(after + 1); after < last; page++)
        {
            var events = await ReadAsync(page, cancellationToken);
            foreach (var roomEvent in events.Where(entry => entry.Sequence > after && entry.Sequence <= last))
            {
                yield return roomEvent;
            }

            if (events.Count < ReplayIndex.PageSize)
            {
                yield break;
            }

            after = Math.Max(after, events[^1].Sequence);
        }
    }

    private void Touch(int page)
    {
        _used.Remove(page);
        _used.AddLast(page);
        if (_used.Count > PagesMax)
        {
            _pages.Remove(_used.First!.Value);
            _used.RemoveFirst();
        }
    }
}
