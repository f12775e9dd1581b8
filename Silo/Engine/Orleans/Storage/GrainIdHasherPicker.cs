using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Orleans.Storage;

namespace SocialCommerce.Silo.Engine;

/// <summary>
/// Tells apart what the provider's own key does not: it has the key of a grain without its type, and a key that reads as
/// a hexadecimal number as that number, so that the users "abe", "ABE" and "0abe" would share their state.
/// </summary>
internal sealed class GrainIdHasherPicker : IStorageHasherPicker
{
    public ICollection<IHasher> HashProviders { get; } = [];

    public IHasher PickHasher<T>(
        string serviceId, string storageProviderInstanceName, string grainType, GrainId grainId, IGrainState<T> grainState,
        string? tag = null) => new GrainIdHasher(grainId, grainType);
}

/// <summary>
/// 64 bits of the SHA-256 of the whole id of a grain, in two halves: the provider hashes the key and then the name of the
/// state, and stores both.
/// </summary>
internal sealed class GrainIdHasher(GrainId grainId, string stateName) : IHasher
{
    public string Description => "SHA-256 of the grain id";

    public int Hash(byte[] data)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(grainId.ToString()), hash);
        var isOfStateName = data.AsSpan().SequenceEqual(Encoding.UTF8.GetBytes(stateName));
        return BinaryPrimitives.ReadInt32LittleEndian(isOfStateName ? hash[sizeof(int)..] : hash);
    }
}
