using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace SocialCommerce.Grains.Operations.Cluster;

/// <summary>
/// The shape and the numbers of a state without what people wrote: of a text only its length is shown, unless its name says that
/// it is an id or a word of the program, or it is a moment in time. Long lists and objects are cut. Pure.
/// </summary>
internal static class StateRedaction
{
    private static readonly JsonWriterOptions WriterOptions =
        new() { Indented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    private const int ItemsShown = 25;
    private const int TextMax = 80;
    private const int DepthMax = 32;

    /// <summary>Texts under these names are the program's own words.</summary>
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "status", "kind", "type", "currency", "category", "epoch", "variant", "modelVersion", "source", "outcome", "algorithm", "state",
    };

    /// <summary>What these are called is nobody's business, whatever it is.</summary>
    private static readonly string[] Secrets = ["password", "secret", "token", "hash", "salt", "signature", "phone", "address", "email"];

    public static string Redact(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = DepthMax });
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
        {
            Write(writer, document.RootElement, name: string.Empty);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, JsonElement value, string name)
    {
        switch (IsSecret(name) ? JsonValueKind.Undefined : value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(writer, value);
                break;
            case JsonValueKind.Array:
                WriteArray(writer, value, name);
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(Show(value.GetString()!, name));
                break;
            case JsonValueKind.Undefined:
                writer.WriteStringValue("‹hidden›");
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    private static void WriteObject(Utf8JsonWriter writer, JsonElement value)
    {
        writer.WriteStartObject();
        var count = 0;
        foreach (var member in value.EnumerateObject())
        {
            if (++count <= ItemsShown)
            {
                writer.WritePropertyName(Ids.IsValid(member.Name) ? member.Name : Length(member.Name));
                Write(writer, member.Value, member.Name);
            }
        }

        if (count > ItemsShown)
        {
            writer.WriteString("…", string.Create(CultureInfo.InvariantCulture, $"‹{count - ItemsShown} more›"));
        }

        writer.WriteEndObject();
    }

    private static void WriteArray(Utf8JsonWriter writer, JsonElement value, string name)
    {
        writer.WriteStartArray();
        foreach (var item in value.EnumerateArray().Take(ItemsShown))
        {
            Write(writer, item, name);
        }

        if (value.GetArrayLength() is var length and > ItemsShown)
        {
            writer.WriteStringValue(string.Create(CultureInfo.InvariantCulture, $"‹{length - ItemsShown} more›"));
        }

        writer.WriteEndArray();
    }

    private static string Show(string text, string name) => text.Length <= TextMax
        && (IsId(text, name) || Words.Contains(name) || IsMoment(text)) ? text : Length(text);

    private static bool IsSecret(string name) =>
        Secrets.Any(secret => name.Contains(secret, StringComparison.OrdinalIgnoreCase));

    // "clientId" is an id, "userName" is not, however much its value looks like one.
    private static bool IsId(string text, string name) => Ids.IsValid(text)
        && (name.EndsWith("Id", StringComparison.OrdinalIgnoreCase) || name.EndsWith("Ids", StringComparison.OrdinalIgnoreCase));

    private static bool IsMoment(string text) => text.Length >= 19 && char.IsAsciiDigit(text[0])
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static string Length(string text) => string.Create(CultureInfo.InvariantCulture, $"‹{text.Length} characters›");
}
