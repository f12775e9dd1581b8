using System.Text.Json;

namespace SocialCommerce.Tools.Verify;

/// <summary>One movement of a stock's ledger.</summary>
internal sealed record MovementFacts(
    MovementKind Kind,
    DateTimeOffset At,
    string? Id,
    int Quantity,
    DateTimeOffset? ExpiresAt,
    int Sold,
    int Released,
    string? BuyerId,
    string? OfId,
    int? BuyerMax,
    OpeningFacts? Opening,
    string? Token)
{
    public static IEnumerable<MovementFacts> ReadEntry(ReadOnlyMemory<byte> payload)
    {
        using var document = JsonDocument.Parse(payload);
        return [.. document.RootElement.GetProperty("movements").EnumerateArray().Select(Read)];
    }

    private static MovementFacts Read(JsonElement movement) => new(
        (MovementKind)movement.GetProperty("kind").GetInt32(),
        movement.GetProperty("at").GetDateTimeOffset(),
        Text(movement, "id"),
        Number(movement, "quantity"),
        movement.TryGetProperty("expiresAt", out var expires) && expires.ValueKind == JsonValueKind.String ? expires.GetDateTimeOffset() : null,
        Number(movement, "sold"),
        Number(movement, "released"),
        Text(movement, "buyerId"),
        Text(movement, "ofId"),
        movement.TryGetProperty("policy", out var policy) && policy.TryGetProperty("buyerMax", out var most)
            && most.ValueKind == JsonValueKind.Number ? most.GetInt32() : null,
        movement.TryGetProperty("opening", out var opening) && opening.ValueKind == JsonValueKind.Object ? OpeningFacts.Read(opening) : null,
        Text(movement, "token"));

    private static string? Text(JsonElement parent, string name) => parent.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static int Number(JsonElement parent, string name) => parent.TryGetProperty(name, out var value) ? value.GetInt32() : 0;
}

/// <summary>What a stock began with.</summary>
internal sealed record OpeningFacts(int Available, long Sold, IReadOnlyList<HoldFacts> Holds)
{
    public static OpeningFacts Read(JsonElement opening) => new(
        opening.GetProperty("available").GetInt32(),
        opening.GetProperty("sold").GetInt64(),
        [.. opening.GetProperty("reservations").EnumerateArray().Select(hold => new HoldFacts(
            hold.GetProperty("reservationId").GetString()!,
            hold.GetProperty("quantity").GetInt32(),
            null,
            hold.TryGetProperty("sold", out var sold) ? sold.GetInt32() : 0,
            hold.TryGetProperty("released", out var released) ? released.GetInt32() : 0))]);
}

/// <summary>A reservation under way.</summary>
internal sealed record HoldFacts(string Id, int Quantity, string? BuyerId, int Sold = 0, int Released = 0, string? Token = null)
{
    public int Held => Quantity - Sold - Released;
}

/// <summary>As the ledger numbers them.</summary>
internal enum MovementKind
{
    Unknown = 0,
    Opened = 1,
    Reserved = 2,
    Settled = 3,
    Extended = 4,
    Expired = 5,
    Received = 6,
    Corrected = 7,
    Set = 8,
    Restocked = 9,
    WrittenOff = 10,
    PolicySet = 11,
    Borrowed = 12,
    GivenBack = 13,
    LeaseClosed = 14,
    TakenOver = 15,
}
