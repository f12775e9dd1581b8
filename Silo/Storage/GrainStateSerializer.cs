using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SocialCommerce.Silo.Storage;

/// <summary>Grain state to and from JSON, by source-generated type information only.</summary>
internal sealed class GrainStateSerializer(JsonSerializerOptions options)
{
    public byte[] Serialize<T>(T state) => JsonSerializer.SerializeToUtf8Bytes(state, Info<T>());

    public T? Deserialize<T>(byte[] payload) => JsonSerializer.Deserialize(payload, Info<T>());

    private JsonTypeInfo<T> Info<T>() => (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
}
