using System.Buffers.Binary;
using SocialCommerce.Grains.Interfaces.Rooms;
using StableHash = SocialCommerce.Algorithms.Text.StableHash;

namespace SocialCommerce.Grains.Rooms;

/// <summary>
/// Exact totals of reactions; a batch that was counted is known by a hash of its id. The newest are stored, so that a batch
/// whose answer a crash swallowed is not counted again; many more are remembered, for those who ask again later.
/// </summary>
internal sealed class RoomReactions
{
    /// <summary>At 4,000 batches a second: those of the last 50 seconds.</summary>
    public const int RememberedMax = 200_000;

    /// <summary>At 4,000 batches a second: those of the last 5 seconds.</summary>
    public const int StoredMax = 20_000;

    private readonly Queue<ulong> _order = new();
    private readonly HashSet<ulong> _batches = [];

    public RoomReactions(RoomState state)
    {
        Totals = state.Reactions;
        foreach (var hash in state.ReactionBatches.Select(HashOf).Concat(Unpack(state.ReactionHashes)))
        {
            Remember(hash);
        }
    }

    public ImmutableDictionary<string, long> Totals { get; private set; }

    /// <summary>True when something was counted since <see cref="Export"/>.</summary>
    public bool IsDirty { get; private set; }

    public void Count(SendReactions command)
    {
        // Batch ids are the client's own; two clients may choose the same.
        if (Remember(HashOf($"{command.UserId}/{command.BatchId}")))
        {
            Totals = Totals.SetItem(command.Kind, Totals.GetValueOrDefault(command.Kind) + command.Count);
            IsDirty = true;
        }
    }

    public RoomState Export(RoomState current)
    {
        IsDirty = false;
        return current with { Reactions = Totals, ReactionBatches = [], ReactionHashes = Pack() };
    }

    private static ulong HashOf(string batch) => StableHash.Of(batch);

    private bool Remember(ulong hash)
    {
        if (!_batches.Add(hash))
        {
            return false;
        }

        _order.Enqueue(hash);
        if (_order.Count > RememberedMax)
        {
            _batches.Remove(_order.Dequeue());
        }

        return true;
    }

    private static IEnumerable<ulong> Unpack(byte[] packed) =>
        Enumerable.Range(0, packed.Length / sizeof(ulong))
            .Select(i => BinaryPrimitives.ReadUInt64LittleEndian(packed.AsSpan(i * sizeof(ulong))));

    private byte[] Pack()
    {
        var stored = Math.Min(_order.Count, StoredMax);
        var packed = new byte[stored * sizeof(ulong)];
        var index = 0;
        foreach (var hash in _order.Skip(_order.Count - stored))
        {
            BinaryPrimitives.WriteUInt64LittleEndian(packed.AsSpan(index), hash);
            index += sizeof(ulong);
        }

        return packed;
    }
}
