using System.Text.Json;
using SocialCommerce.Grains.Interfaces.Rooms.Replay;

namespace SocialCommerce.Grains.Rooms.Replay;

/// <summary>
/// Makes a room's state at a place of its sequence from its events, beginning one recorded state earlier than needed, so
/// that the recorded one that lies between is made anew and compared.
/// </summary>
internal sealed class ReplayStates(IRoomTrack track, ReplayPages pages, string roomId)
{
    private const int StatesMax = 32;

    private readonly Dictionary<long, Known> _known = [];
    private readonly Queue<long> _order = new();

    public async Task<(RoomState State, RecordedState? Recorded)> MakeAsync(long sequence, CancellationToken cancellationToken)
    {
        var recorded = await track.ReadStateAsync(roomId, sequence, cancellationToken);
        if (recorded is null)
        {
            return (await FoldAsync(Beginning, sequence, cancellationToken), null);
        }

        if (!_known.TryGetValue(recorded.Sequence, out var known))
        {
            known = await CompareAsync(recorded, cancellationToken);
            Remember(recorded.Sequence, known);
        }

        return (await FoldAsync(known.State, sequence, cancellationToken), known.Recorded);
    }

    private static RoomState Beginning => new() { Status = Interfaces.Rooms.RoomStatus.Scheduled };

    private async Task<Known> CompareAsync(RoomMoment recorded, CancellationToken cancellationToken)
    {
        var before = await track.ReadStateAsync(roomId, recorded.Sequence - 1, cancellationToken);
        var from = before is null ? Beginning : Read(before);
        var made = await FoldAsync(from, recorded.Sequence, cancellationToken);
        var isSame = StateHash.Of(made) == recorded.Hash;
        return new Known(made, new RecordedState(recorded.Sequence, recorded.Hash!, isSame));
    }

    private async Task<RoomState> FoldAsync(RoomState from, long sequence, CancellationToken cancellationToken)
    {
        var state = from;
        await foreach (var roomEvent in pages.ReadAsync(from.Sequence, sequence, cancellationToken))
        {
            state = RoomRules.Apply(state, roomEvent);
        }

        return state;
    }

    private void Remember(long sequence, Known known)
    {
        _known[sequence] = known;
        _order.Enqueue(sequence);
        if (_order.Count > StatesMax)
        {
            _known.Remove(_order.Dequeue());
        }
    }

    private static RoomState Read(RoomMoment moment) =>
        (JsonSerializer.Deserialize(moment.State!.Value.Span, GrainJson.Default.RoomFacts)
            ?? throw new InvalidDataException("A room state is stored as null."))
        .ToState();

    private sealed record Known(RoomState State, RecordedState Recorded);
}
