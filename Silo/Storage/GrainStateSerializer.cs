using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SocialCommerce.Silo.Storage;

/// <summary>Grain state to and from JSON, by source-generated type information only.</summary>
internal sealed class GrainStateSerializer(JsonSerializerOptions options)
{
    public byte[] Serialize<T>(T state) => JsonSerializer.SerializeToUtf8Bytes(state, Info<T>());

    public T? Deserialize<T>(byte[] payload) => JsonSerializer.Deserialize(payload, Info<T>());

    public void Write<T>(Utf8JsonWriter writer, T state) => JsonSerializer.Serialize(writer, state, Info<T>());

    public T? Read<T>(ref Utf8JsonReader reader) => JsonSerializer.Deserialize(ref reader, Info<T>());

    private JsonTypeInfo<T> Info<T>() => (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
}
