using System.Numerics;
using SocialCommerce.Algorithms.Recommendation;

namespace SocialCommerce.Grains.Recommendations;

/// <summary>
/// The items of an impression as bytes: a version, then per item its id, score, retriever and the features that are not
/// zero, in half precision.
/// </summary>
public static class ImpressionItems
{
    private const byte Version = 1;
    private const byte TrialBit = 0x80;

    public static byte[] Pack(ImmutableArray<ImpressionItem> items)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(Version);
        writer.Write7BitEncodedInt(items.Length);
        foreach (var item in items)
        {
            writer.Write(item.ProductId);
            writer.Write(item.Score);
            writer.Write((byte)((int)item.Source | (item.IsTrial ? TrialBit : 0)));
            WriteFeatures(writer, item.Features.Span);
        }

        writer.Flush();
        return stream.ToArray();
    }

    /// <exception cref="InvalidDataException">A newer program wrote it.</exception>
    public static ImmutableArray<ImpressionItem> Unpack(byte[] packed)
    {
        using var reader = new BinaryReader(new MemoryStream(packed, writable: false));
        var version = reader.ReadByte();
        if (version != Version)
        {
            throw new InvalidDataException($"The items of an impression have version {version}; this program knows {Version}.");
        }

        var items = ImmutableArray.CreateBuilder<ImpressionItem>(reader.Read7BitEncodedInt());
        while (items.Count < items.Capacity)
        {
            var productId = reader.ReadString();
            var score = reader.ReadSingle();
            var label = reader.ReadByte();
            items.Add(new ImpressionItem(
                productId, score, (Retriever)(label & ~TrialBit), (label & TrialBit) != 0, ReadFeatures(reader)));
        }

        return items.MoveToImmutable();
    }

    private static void WriteFeatures(BinaryWriter writer, ReadOnlySpan<float> features)
    {
        var present = 0u;
        for (var place = 0; place < features.Length; place++)
        {
            present |= features[place] != 0 ? 1u << place : 0;
        }

        writer.Write(present);
        for (var rest = present; rest != 0; rest &= rest - 1)
        {
            writer.Write((Half)features[BitOperations.TrailingZeroCount(rest)]);
        }
    }

    private static float[] ReadFeatures(BinaryReader reader)
    {
        var features = new float[CandidateFeatures.Count];
        for (var rest = reader.ReadUInt32(); rest != 0; rest &= rest - 1)
        {
            features[BitOperations.TrailingZeroCount(rest)] = (float)reader.ReadHalf();
        }

        return features;
    }
}
