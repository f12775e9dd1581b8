using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Grains.Rooms.Giveaways;

/// <summary>
/// Who said a keyword in a room since some place of its sequence, as the room's log tells: a comment that was answered is
/// there. Reads on from where it was; those who ask meanwhile share the next read.
/// </summary>
internal sealed class KeywordWatch
{
    private const int RowsMax = 1_000;

    private readonly HashSet<string> _speakers = new(StringComparer.Ordinal);
    private readonly IRoomLog _log;
    private readonly string _roomId;
    private readonly string _keyword;
    private readonly Batcher<string> _reads;
    private long _readTo;

    public KeywordWatch(IRoomLog log, string roomId, string keyword, long fromSequence)
    {
        _log = log;
        _roomId = roomId;
        _keyword = keyword;
        _readTo = fromSequence;
        _reads = new Batcher<string>(_ => ReadOnAsync());
    }

    public async Task<bool> HasSaidAsync(string userId)
    {
        if (!_speakers.Contains(userId))
        {
            await _reads.AddAsync(userId);
        }

        return _speakers.Contains(userId);
    }

    private async Task ReadOnAsync()
    {
        IReadOnlyList<RoomEvent> events;
        do
        {
            events = await _log.ReadAsync(_roomId, _readTo, RowsMax, CancellationToken.None);
            foreach (var roomEvent in events)
            {
                _readTo = roomEvent.Sequence;
                if (roomEvent.Comment is { } comment && comment.Text.Contains(_keyword, StringComparison.OrdinalIgnoreCase))
                {
                    _speakers.Add(comment.UserId);
                }
            }
        }
        while (events.Count == RowsMax);
    }
}
