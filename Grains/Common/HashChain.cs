using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace SocialCommerce.Grains.Common;

/// <summary>The hashes that tie the entries of a chain together. Pure.</summary>
internal static class HashChain
{
    /// <summary>What the first entry follows.</summary>
    public static readonly ChainEntry Start = new(0, ReadOnlyMemory<byte>.Empty, new byte[SHA256.HashSizeInBytes]);

    /// <summary>The entry that follows another.</summary>
    public static ChainEntry Next(string chain, ChainEntry previous, ReadOnlyMemory<byte> payload)
    {
        var sequence = previous.Sequence + 1;
        return new ChainEntry(sequence, payload, Hash(chain, sequence, previous.Hash.Span, payload.Span));
    }

    /// <summary>Whether an entry is as it was written and follows the other.</summary>
    public static bool Follows(string chain, ChainEntry previous, ChainEntry entry) =>
        entry.Sequence == previous.Sequence + 1
        && entry.Hash.Span.SequenceEqual(Hash(chain, entry.Sequence, previous.Hash.Span, entry.Payload.Span));

    private static byte[] Hash(string chain, long sequence, ReadOnlySpan<byte> previous, ReadOnlySpan<byte> payload)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> number = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(number, sequence);
        hash.AppendData(previous);
        hash.AppendData(SHA256.HashData(Encoding.UTF8.GetBytes(chain)));
        hash.AppendData(number);
        hash.AppendData(payload);
        return hash.GetHashAndReset();
    }
}
