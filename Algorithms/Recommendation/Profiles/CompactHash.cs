using SocialCommerce.Algorithms.Text;

namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>
/// Ids in three bytes, where being wrong once in many is bearable and memory is not: among 700 remembered ids a stranger
/// is taken for one of them once in 24,000 look-ups.
/// </summary>
internal static class CompactHash
{
    public const int Bytes = 3;

    public const uint Mask = 0x00FF_FFFF;

    public static uint Of<TKey>(TKey key)
        where TKey : notnull => (uint)StableHash.OfKey(key) & Mask;

    /// <summary>Three bytes a hash, little-endian.</summary>
    public static byte[] Pack(IReadOnlyCollection<uint> hashes)
    {
        var packed = new byte[hashes.Count * Bytes];
        var position = 0;
        foreach (var hash in hashes)
        {
            packed[position++] = (byte)hash;
            packed[position++] = (byte)(hash >> 8);
            packed[position++] = (byte)(hash >> 16);
        }

        return packed;
    }

    public static IEnumerable<uint> Unpack(byte[] packed)
    {
        for (var position = 0; position + Bytes <= packed.Length; position += Bytes)
        {
            yield return (uint)(packed[position] | (packed[position + 1] << 8) | (packed[position + 2] << 16));
        }
    }
}
