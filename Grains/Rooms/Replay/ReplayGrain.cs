using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Rooms.Replay;

namespace SocialCommerce.Grains.Rooms.Replay;

/// <summary>
/// Shows one room again. Reads the log once when it is first asked, and after that what is new, however many watch.
/// </summary>
internal sealed class ReplayGrain(IRoomLog log, IRoomTrack track, TimeProvider clock) : Grain, IReplayGrain
{
    private const int CommentsMax = 50;

    /// <summary>Pages that are looked through for comments before a time.</summary>
    private const int CommentPagesMax = 4;

    /// <summary>How long ago the last sample may have been to still tell of a time.</summary>
    private static readonly TimeSpan SampleAgeMax = TimeSpan.FromSeconds(30);

    /// <summary>How late a comment that is removed after the end disappears here.</summary>
    private static readonly TimeSpan Freshness = TimeSpan.FromMilliseconds(500);

    private readonly ReplayIndex _index = new();
    private ReplayPages _pages = null!;
    private ReplayStates _states = null!;
    private RoomEntry? _entry;
    private DateTimeOffset _readAt;

    private string RoomId => this.GetPrimaryKeyString();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _pages = new ReplayPages(log, RoomId);
        _states = new ReplayStates(track, _pages, RoomId);
        return Task.CompletedTask;
    }

    public async Task<ReplayManifest?> GetManifestAsync(CancellationToken cancellationToken) =>
        await OpenAsync(cancellationToken) is { } entry
            ? new ReplayManifest(entry.Room, entry.Epoch, _index.LastSequence, _index.Chapters)
            : null;

    public async Task<ReplayEvents?> ReadEventsAsync(ReplayRange range, CancellationToken cancellationToken)
    {
        if (await OpenAsync(cancellationToken) is not { } entry)
        {
            return null;
        }

        var after = range.AfterSequence
            ?? (range.From is { } from ? await SequenceAtAsync(from - TimeSpan.FromTicks(1), cancellationToken) : 0);
        var events = ImmutableArray.CreateBuilder<RoomEvent>();
        await foreach (var roomEvent in _pages.ReadAsync(after, _index.LastSequence, cancellationToken))
        {
            if (roomEvent.At > range.To)
            {
                return new ReplayEvents(entry.Epoch, events.ToImmutable(), null);
            }

            if (events.Count == range.Limit)
            {
                return new ReplayEvents(entry.Epoch, events.ToImmutable(), events[^1].Sequence);
            }

            events.Add(_index.Redact(roomEvent));
        }

        return new ReplayEvents(entry.Epoch, events.ToImmutable(), null);
    }

    public async Task<ReplayMoment?> GetStateAsync(DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (await OpenAsync(cancellationToken) is not { } entry)
        {
            return null;
        }

        var sequence = await SequenceAtAsync(at, cancellationToken);
        var (state, recorded) = await _states.MakeAsync(sequence, cancellationToken);
        var sample = (await track.ReadAsync(RoomId, at - SampleAgeMax, 100, cancellationToken)).LastOrDefault(moment => moment.At <= at);
        var room = entry.Room with
        {
            Status = state.Status,
            Pins = state.Pins,
            Viewers = sample?.Viewers ?? 0,
            StartedAt = state.StartedAt,
            EndedAt = state.EndedAt,
            Video = state.Video,
        };
        return new ReplayMoment(
            new RoomEntry(
                entry.Epoch, sequence, room, await CommentsAsync(sequence, cancellationToken),
                sample?.Reactions ?? ImmutableDictionary<string, long>.Empty, state.Board),
            state.Stock,
            StateHash.Of(state),
            recorded,
            sample is null ? null : Describe(sample));
    }

    public async Task<ReplaySamples?> ReadSamplesAsync(DateTimeOffset after, int limit, CancellationToken cancellationToken) =>
        await OpenAsync(cancellationToken) is null
            ? null
            : new ReplaySamples([.. (await track.ReadAsync(RoomId, after, limit, cancellationToken)).Select(Describe)]);

    // The room, and all of its log that is not known here yet; null when it is not published.
    private async Task<RoomEntry?> OpenAsync(CancellationToken cancellationToken)
    {
        if (_entry is not null && clock.GetUtcNow() - _readAt < Freshness)
        {
            return _entry;
        }

        var entry = await GrainFactory.GetGrain<IRoomGrain>(RoomId).EnterAsync(cancellationToken);
        if (entry?.Room.Status != RoomStatus.Replay)
        {
            return null;
        }

        await CatchUpAsync(entry.Sequence, cancellationToken);
        _readAt = clock.GetUtcNow();
        _entry = entry;
        return entry;
    }

    private async Task CatchUpAsync(long sequence, CancellationToken cancellationToken)
    {
        if (_index.LastSequence < sequence)
        {
            _pages.Forget(ReplayIndex.PageOf(_index.LastSequence + 1));
        }

        await foreach (var roomEvent in _pages.ReadAsync(_index.LastSequence, sequence, cancellationToken))
        {
            _index.Add(roomEvent);
        }
    }

    // The last event before which nothing is later than the time.
    private async Task<long> SequenceAtAsync(DateTimeOffset at, CancellationToken cancellationToken)
    {
        var page = _index.PageAt(at);
        var events = await _pages.ReadAsync(page, cancellationToken);
        return ((long)page * ReplayIndex.PageSize) + events.TakeWhile(roomEvent => roomEvent.At <= at).Count();
    }

    private async Task<ImmutableArray<RoomComment>> CommentsAsync(long sequence, CancellationToken cancellationToken)
    {
        var comments = new List<RoomComment>();
        var last = ReplayIndex.PageOf(Math.Max(1, sequence));
        for (var page = last; page >= 0 && page > last - CommentPagesMax && comments.Count < CommentsMax; page--)
        {
            var events = await _pages.ReadAsync(page, cancellationToken);
            comments.InsertRange(0, events
                .Where(roomEvent => roomEvent.Sequence <= sequence && roomEvent.Comment is { } comment && !_index.IsRemoved(comment.CommentId))
                .Select(roomEvent => roomEvent.Comment!));
        }

        return [.. comments.TakeLast(CommentsMax)];
    }

    private static ReplaySample Describe(RoomMoment moment) => new(moment.At, moment.Viewers, moment.Reactions);
}
