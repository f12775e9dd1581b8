using System.Text.Json;

namespace SocialCommerce.Client.Live;

/// <summary>The push Events.</summary>
internal sealed record EventsMessage(string RoomId, string Epoch, IReadOnlyList<EventMessage> Events);

internal sealed record EventMessage(long Seq, string Type, DateTimeOffset At, JsonElement Data)
{
    /// <summary>The first place of the sequence that it stands for: of a run of left out comments the first of them.</summary>
    public long From { get; } = Type == LiveEvent.CommentsSampled
        && Data.ValueKind == JsonValueKind.Object
        && Data.TryGetProperty("from", out var from) && from.TryGetInt64(out var first) && first <= Seq
            ? first
            : Seq;

    public LiveEvent In(string roomId) => new(roomId, Seq, Type, At, Data);
}

/// <summary>Every member that some answer of the hub has.</summary>
internal sealed record HubAnswer(
    bool Ok,
    string? Code = null,
    string? Message = null,
    long? RetryAfterMs = null,
    bool Recovered = false,
    string? Epoch = null,
    long Seq = 0,
    RoomSnapshot? Snapshot = null,
    IReadOnlyList<EventMessage>? Events = null,
    string? Id = null,
    IReadOnlyList<Interactions.InteractionResult>? Results = null);
