using System.Text.Json;
using System.Text.Json.Serialization;

namespace SocialCommerce.Grains.Experiments;

/// <summary>
/// A unit as a flat array: id, variant, exposure in milliseconds since 1970, what it did during the experiment and, where
/// that is known, before. Thousands are in one state, and names would be most of it.
/// </summary>
internal sealed class UnitRecordConverter : JsonConverter<UnitRecord>
{
    public override UnitRecord Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        reader.Read();
        var unitId = reader.GetString()!;
        var variant = (int)ReadNumber(ref reader);
        var exposedAt = DateTimeOffset.FromUnixTimeMilliseconds(ReadNumber(ref reader));
        var during = ReadCounts(ref reader);
        reader.Read();
        if (reader.TokenType == JsonTokenType.EndArray)
        {
            return new UnitRecord(unitId, variant, exposedAt, Before: null, during);
        }

        var before = new UnitCounts(reader.GetInt64(), ReadNumber(ref reader), ReadNumber(ref reader));
        reader.Read();
        return new UnitRecord(unitId, variant, exposedAt, before, during);
    }

    public override void Write(Utf8JsonWriter writer, UnitRecord value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        writer.WriteStringValue(value.UnitId);
        writer.WriteNumberValue(value.Variant);
        writer.WriteNumberValue(value.ExposedAt.ToUnixTimeMilliseconds());
        Write(writer, value.During);
        if (value.Before is { } before)
        {
            Write(writer, before);
        }

        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, UnitCounts counts)
    {
        writer.WriteNumberValue(counts.Clicks);
        writer.WriteNumberValue(counts.Purchases);
        writer.WriteNumberValue(counts.Engagements);
    }

    private static UnitCounts ReadCounts(ref Utf8JsonReader reader) =>
        new(ReadNumber(ref reader), ReadNumber(ref reader), ReadNumber(ref reader));

    private static long ReadNumber(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.GetInt64();
    }
}
