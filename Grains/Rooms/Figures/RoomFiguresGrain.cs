using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Rooms.Figures;
using SocialCommerce.Grains.Orders;
using SocialCommerce.Grains.Rooms.Replay;

namespace SocialCommerce.Grains.Rooms.Figures;

/// <summary>
/// Counts a room. Interactions come from their partitions; the room's log, its samples and the orders are read when
/// somebody looks, and only what is new of the first two. Nothing is told to it that is not stored elsewhere.
/// </summary>
internal sealed class RoomFiguresGrain(
    [PersistentState("figures", StorageNames.Commerce)] IPersistentState<RoomFiguresState> storage,
    IRoomLog log,
    IRoomTrack track,
    IOrderStore orders,
    TimeProvider clock) : Grain, IRoomFiguresGrain
{
    private const int PageSize = 1_000;

    /// <summary>However many look, the logs are read this often.</summary>
    private static readonly TimeSpan Freshness = TimeSpan.FromMilliseconds(500);

    private RoomLedger _ledger = null!;
    private RoomEntry? _entry;
    private DateTimeOffset _readAt;
    private ImmutableArray<SoldSum> _sold = [];
    private int _soldWidth;
    private bool _exists;

    private string RoomId => this.GetPrimaryKeyString();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _ledger = new RoomLedger(storage.State);
        _exists = storage.State.Applied.Length > 0;
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => SaveAsync();

    public async Task<bool> ApplyAsync(RoomTouches delta, CancellationToken cancellationToken) =>
        !await ExistsAsync(cancellationToken) || _ledger.Apply(delta);

    public async Task<long> FlushAsync(int partition, CancellationToken cancellationToken)
    {
        await SaveAsync();
        return _exists ? _ledger.Applied(partition) : long.MaxValue;
    }

    public async Task<RoomFigures?> GetAsync(RoomFiguresRequest request, CancellationToken cancellationToken)
    {
        if (_entry is null || clock.GetUtcNow() - _readAt >= Freshness)
        {
            await ReadAsync(cancellationToken);
        }

        if (_entry is not { } entry)
        {
            return null;
        }

        var width = FigureBuckets.WidthOf(request.BucketSeconds, _ledger.Series.Width, entry.Room, _readAt);
        if (width != _soldWidth)
        {
            _sold = [.. await orders.ReadSoldInRoomAsync(RoomId, TimeSpan.FromSeconds(width), cancellationToken)];
            _soldWidth = width;
        }

        return FigureBuckets.Describe(entry.Room, _readAt, _ledger, _sold, width, request.From);
    }

    // Reads what is new since the last look. The orders come last: what they were bought after is then in.
    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        _entry = await GrainFactory.GetGrain<IRoomGrain>(RoomId).EnterAsync(cancellationToken);
        if (_entry is not { } entry)
        {
            return;
        }

        _exists = true;
        await ReadEventsAsync(cancellationToken);
        await ReadSamplesAsync(cancellationToken);
        var now = clock.GetUtcNow();
        if (entry.Room.Status is RoomStatus.Live or RoomStatus.Paused)
        {
            _ledger.Look(now, entry.Room.Viewers);
        }

        // Taps of the last moment may be told before a sample has them.
        _ledger.CountReactions(entry.Room.EndedAt ?? now, entry.Reactions.Values.Sum());
        (_readAt, _soldWidth) = (now, 0);
    }

    private async Task ReadEventsAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<RoomEvent> events;
        do
        {
            events = await log.ReadAsync(RoomId, _ledger.Sequence, PageSize, cancellationToken);
            foreach (var roomEvent in events)
            {
                _ledger.Add(roomEvent);
            }
        }
        while (events.Count == PageSize);
    }

    private async Task ReadSamplesAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<RoomMoment> moments;
        do
        {
            moments = await track.ReadAsync(RoomId, _ledger.SampledAt, PageSize, cancellationToken);
            foreach (var moment in moments)
            {
                _ledger.Add(moment);
            }
        }
        while (moments.Count == PageSize);
    }

    // Interactions may name any room; what nobody opened has nothing to lose.
    private async Task<bool> ExistsAsync(CancellationToken cancellationToken) =>
        _exists = _exists || await GrainFactory.GetGrain<IRoomGrain>(RoomId).GetAsync(cancellationToken) is not null;

    private Task SaveAsync() => _ledger is { IsDirty: true } && _exists ? storage.SaveAsync(_ledger.Export(), this) : Task.CompletedTask;
}
