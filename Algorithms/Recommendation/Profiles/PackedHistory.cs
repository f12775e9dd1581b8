using System.Buffers.Binary;

namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>
/// A history as it is stored: the recent items, newest first, ten bytes of details for each (weight, and time to the
/// millisecond), and three bytes for each item seen, oldest first.
/// </summary>
public sealed record PackedHistory<TKey>(TKey[] Items, byte[] Details, byte[] Seen)
    where TKey : notnull, IEquatable<TKey>
{
    private const int DetailBytes = 10;
    private const int WeightBytes = 4;

    /// <summary>The recent items, newest first; those without details are left out.</summary>
    public IEnumerable<HistoryEntry<TKey>> Entries()
    {
        for (var index = 0; index < Math.Min(Items.Length, Details.Length / DetailBytes); index++)
        {
            var detail = Details.AsSpan(index * DetailBytes, DetailBytes);
            var time = BinaryPrimitives.ReadUInt32LittleEndian(detail[WeightBytes..])
                | ((long)BinaryPrimitives.ReadUInt16LittleEndian(detail[8..]) << 32);
            yield return new HistoryEntry<TKey>(
                Items[index], BinaryPrimitives.ReadSingleLittleEndian(detail), DateTimeOffset.FromUnixTimeMilliseconds(time));
        }
    }

    internal static PackedHistory<TKey> Of(ReadOnlySpan<HistoryEntry<TKey>> recent, IReadOnlyCollection<uint> seen)
    {
        var items = new TKey[recent.Length];
        var details = new byte[recent.Length * DetailBytes];
        for (var index = 0; index < recent.Length; index++)
        {
            items[index] = recent[index].Item;
            var detail = details.AsSpan(index * DetailBytes, DetailBytes);
            var time = Math.Max(0, recent[index].At.ToUnixTimeMilliseconds());
            BinaryPrimitives.WriteSingleLittleEndian(detail, recent[index].Weight);
            BinaryPrimitives.WriteUInt32LittleEndian(detail[WeightBytes..], (uint)time);
            BinaryPrimitives.WriteUInt16LittleEndian(detail[8..], (ushort)(time >> 32));
        }

        return new PackedHistory<TKey>(items, details, CompactHash.Pack(seen));
    }

    internal IEnumerable<uint> SeenHashes() => CompactHash.Unpack(Seen);
}
