using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SocialCommerce.Grains.Common;

/// <summary>Vectors as base64 of little-endian single precision: a third of the digits, and exact.</summary>
internal sealed class PackedFloatArrayConverter : JsonConverter<float[]>
{
    public override float[] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        MemoryMarshal.Cast<byte, float>(reader.GetBytesFromBase64()).ToArray();

    public override void Write(Utf8JsonWriter writer, float[] value, JsonSerializerOptions options) =>
        writer.WriteBase64StringValue(MemoryMarshal.AsBytes<float>(value));
}

/// <summary>The same for immutable vectors.</summary>
internal sealed class PackedFloatsConverter : JsonConverter<ImmutableArray<float>>
{
    public override ImmutableArray<float> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        [.. MemoryMarshal.Cast<byte, float>(reader.GetBytesFromBase64())];

    public override void Write(Utf8JsonWriter writer, ImmutableArray<float> value, JsonSerializerOptions options) =>
        writer.WriteBase64StringValue(MemoryMarshal.AsBytes(value.AsSpan()));
}
