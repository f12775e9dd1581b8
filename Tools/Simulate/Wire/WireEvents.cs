using System.Collections.Immutable;
using System.Text.Json;

namespace SocialCommerce.Tools.Simulate.Wire;

/// <summary>One push of events, as much of it as is counted.</summary>
internal sealed record WireEvents(string RoomId, string Epoch, ImmutableArray<WireEvent> Events)
{
    /// <summary>Reads the body of a push Events, or an answer that holds events, wherever in the text it stands.</summary>
    /// <param name="json">One JSON value.</param>
    /// <param name="indexOf">The number of a comment by its client id; -1 for one of somebody else.</param>
    public static WireEvents Parse(ReadOnlySpan<byte> json, Func<string?, int> indexOf)
    {
        var reader = new Utf8JsonReader(json);
        var events = ImmutableArray.CreateBuilder<WireEvent>();
        string roomId = "", epoch = "";
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
            {
                continue;
            }

            if (reader.ValueTextEquals("roomId"u8))
            {
                roomId = ReadText(ref reader) ?? "";
            }
            else if (reader.ValueTextEquals("epoch"u8))
            {
                epoch = ReadText(ref reader) ?? "";
            }
            else if (reader.ValueTextEquals("events"u8))
            {
                ReadEvents(ref reader, events, indexOf);
            }
        }

        return new WireEvents(roomId, epoch, events.DrainToImmutable());
    }

    private static void ReadEvents(ref Utf8JsonReader reader, ImmutableArray<WireEvent>.Builder events, Func<string?, int> indexOf)
    {
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            events.Add(ReadEvent(ref reader, indexOf));
        }
    }

    private static WireEvent ReadEvent(ref Utf8JsonReader reader, Func<string?, int> indexOf)
    {
        var depth = reader.CurrentDepth;
        long seq = 0;
        string? type = null, id = null, clientId = null;
        while (reader.Read() && reader.CurrentDepth > depth)
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
            {
                continue;
            }

            if (reader.CurrentDepth == depth + 1 && reader.ValueTextEquals("seq"u8))
            {
                reader.Read();
                seq = reader.GetInt64();
            }
            else if (reader.CurrentDepth == depth + 1 && reader.ValueTextEquals("type"u8))
            {
                type = ReadText(ref reader);
            }
            else if (reader.ValueTextEquals("id"u8))
            {
                id = ReadText(ref reader);
            }
            else if (reader.ValueTextEquals("clientId"u8))
            {
                clientId = ReadText(ref reader);
            }
        }

        return new WireEvent(seq, $"{type} {id}", indexOf(clientId));
    }

    private static string? ReadText(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
    }
}

/// <summary>One event of a room.</summary>
/// <param name="Identity">The same for every viewer who is shown the same event at this place.</param>
/// <param name="Comment">The comment's number in this run; -1 for everything else.</param>
internal readonly record struct WireEvent(long Seq, string Identity, int Comment);
