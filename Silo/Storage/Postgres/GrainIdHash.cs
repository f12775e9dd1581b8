using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace SocialCommerce.Silo.Storage;

/// <summary>64 bits of the SHA-256 of the whole id of a grain, in two halves: its states are found by them.</summary>
internal readonly record struct GrainIdHash(int First, int Second)
{
    /// <param name="grainId">As <c>type/key</c>.</param>
    public static GrainIdHash Of(string grainId)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(grainId), hash);
        return new GrainIdHash(
            BinaryPrimitives.ReadInt32LittleEndian(hash), BinaryPrimitives.ReadInt32LittleEndian(hash[sizeof(int)..]));
    }
}
