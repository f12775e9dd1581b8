using System.Buffers.Binary;
using System.Security.Cryptography;

namespace SocialCommerce.Silo.Storage;

/// <summary>
/// 64 bits of the SHA-256 of a payload, stored beside it: a disk that hands back other bytes than it was given is noticed
/// before anybody believes them.
/// </summary>
internal static class PayloadChecksum
{
    public static long Of(ReadOnlySpan<byte> payload)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(payload, hash);
        return BinaryPrimitives.ReadInt64LittleEndian(hash);
    }

    /// <exception cref="InvalidDataException">The payload is not what the checksum was made of.</exception>
    public static byte[] Check(byte[] payload, long checksum, string what) => Of(payload) == checksum
        ? payload
        : throw new InvalidDataException($"{what} is damaged in the store; restore it from a backup.");
}
