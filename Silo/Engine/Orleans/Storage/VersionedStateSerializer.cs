using System.Buffers;
using System.Text.Json;
using Orleans.Storage;
using SocialCommerce.Silo.Storage;

namespace SocialCommerce.Silo.Engine;

/// <summary>
/// State as <c>{"format":1,"state":{…}}</c>, with the members that the state declares and no name of a CLR type, so that
/// it survives renames. A newer format is refused.
/// </summary>
internal sealed class VersionedStateSerializer(GrainStateSerializer serializer, int bytesMax) : IGrainStorageSerializer
{
    private const int Format = 1;
    private const string FormatName = "format";
    private const string StateName = "state";

    /// <exception cref="ArgumentOutOfRangeException">The state is larger than a grain's may be.</exception>
    public BinaryData Serialize<T>(T? input)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteNumber(FormatName, Format);
            writer.WritePropertyName(StateName);
            serializer.Write(writer, input!);
            writer.WriteEndObject();
        }

        ArgumentOutOfRangeException.ThrowIfGreaterThan(buffer.WrittenCount, bytesMax, typeof(T).Name);
        return new BinaryData(buffer.WrittenMemory);
    }

    /// <exception cref="InvalidDataException">The payload is of a newer format, or no state.</exception>
    public T Deserialize<T>(BinaryData input)
    {
        var reader = new Utf8JsonReader(input.ToMemory().Span);
        reader.Read();
        Expect(reader.TokenType == JsonTokenType.StartObject);
        Move(ref reader, FormatName);
        var format = reader.GetInt32();
        if (format > Format)
        {
            throw new InvalidDataException($"A state of {typeof(T).Name} has format {format}; this program knows {Format}.");
        }

        Move(ref reader, StateName);
        return serializer.Read<T>(ref reader) ?? throw new InvalidDataException($"A state of {typeof(T).Name} is stored as null.");
    }

    private static void Move(ref Utf8JsonReader reader, string name)
    {
        Expect(reader.Read() && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals(name) && reader.Read());
    }

    private static void Expect(bool isState)
    {
        if (!isState)
        {
            throw new InvalidDataException("What is stored is no state of a grain.");
        }
    }
}
