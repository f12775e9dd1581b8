using System.Text;
using Orleans.Storage;
using SocialCommerce.Silo.Storage;

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

/// <summary>The halves of a <see cref="GrainIdHash"/>: the provider hashes the key and then the name of the state, and stores both.</summary>
internal sealed class GrainIdHasher(GrainId grainId, string stateName) : IHasher
{
    public string Description => "SHA-256 of the grain id";

    public int Hash(byte[] data)
    {
        var hash = GrainIdHash.Of(grainId.ToString());
        return data.AsSpan().SequenceEqual(Encoding.UTF8.GetBytes(stateName)) ? hash.Second : hash.First;
    }
}
