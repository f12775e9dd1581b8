using System.Numerics;
using System.Numerics.Tensors;
using SocialCommerce.Algorithms.Recommendation;

namespace SocialCommerce.Grains.Recommendations;

/// <summary>
/// The items of an impression as bytes: a version, then per item its id, score, retriever and the features that are not
/// zero, in half precision; of the product of the embeddings each coordinate is a signed byte beside the largest.
/// </summary>
public static class ImpressionItems
{
    private const byte Version = 2;
    private const byte VersionWithoutInteraction = 1;
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
        if (version is not (Version or VersionWithoutInteraction))
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
                productId, score, (Retriever)(label & ~TrialBit), (label & TrialBit) != 0,
                ReadFeatures(reader, hasInteraction: version >= Version)));
        }

        return items.MoveToImmutable();
    }

    private static void WriteFeatures(BinaryWriter writer, ReadOnlySpan<float> features)
    {
        var named = features[..Math.Min(features.Length, CandidateFeatures.Interaction)];
        var present = 0u;
        for (var place = 0; place < named.Length; place++)
        {
            present |= named[place] != 0 ? 1u << place : 0;
        }

        writer.Write(present);
        for (var rest = present; rest != 0; rest &= rest - 1)
        {
            writer.Write((Half)named[BitOperations.TrailingZeroCount(rest)]);
        }

        WriteInteraction(writer, features[named.Length..]);
    }

    private static void WriteInteraction(BinaryWriter writer, ReadOnlySpan<float> interaction)
    {
        var largest = interaction.IsEmpty ? 0 : TensorPrimitives.MaxMagnitude(interaction);
        writer.Write((Half)Math.Abs(largest));
        if ((Half)Math.Abs(largest) > (Half)0)
        {
            foreach (var value in interaction)
            {
                writer.Write((sbyte)MathF.Round(value / Math.Abs(largest) * sbyte.MaxValue));
            }
        }
    }

    private static float[] ReadFeatures(BinaryReader reader, bool hasInteraction)
    {
        var features = new float[CandidateFeatures.Count];
        for (var rest = reader.ReadUInt32(); rest != 0; rest &= rest - 1)
        {
            features[BitOperations.TrailingZeroCount(rest)] = (float)reader.ReadHalf();
        }

        var largest = hasInteraction ? (float)reader.ReadHalf() : 0;
        for (var place = CandidateFeatures.Interaction; largest > 0 && place < features.Length; place++)
        {
            features[place] = reader.ReadSByte() * largest / sbyte.MaxValue;
        }

        return features;
    }
}
