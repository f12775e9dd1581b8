using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;

namespace SocialCommerce.Grains.Rooms.Replay;

/// <summary>
/// A hash of what a room's events make of it: whoever applies the same events to the same beginning finds the same hash, on
/// any machine. Pure.
/// </summary>
internal static class StateHash
{
    public static string Of(RoomState state)
    {
        using var document = JsonSerializer.SerializeToDocument(RoomFacts.Of(state), GrainJson.Default.RoomFacts);
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            Write(writer, document.RootElement);
        }

        return Convert.ToHexStringLower(SHA256.HashData(buffer.WrittenSpan));
    }

    // The order of members is nobody's promise: that of dictionaries differs from process to process.
    private static void Write(Utf8JsonWriter writer, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in element.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(member.Name);
                    Write(writer, member.Value);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }
}
