using System.Text.Json;
using System.Text.Json.Serialization;
using SocialCommerce.Grains.Interfaces.Inventory;

namespace SocialCommerce.Grains.Inventory;

/// <summary>One movement of units, as the ledger keeps it. Applied in order they make the stock, and nothing else does.</summary>
/// <param name="Id">The reservation, the command, or the lease of a shard.</param>
/// <param name="Quantity">Units held or lent; units gained or, below zero, lost.</param>
/// <param name="Sold">Of a settlement, the total so far.</param>
/// <param name="Released">Of a settlement, the total so far.</param>
/// <param name="OfId">Of a return, the reservation it was sold from.</param>
/// <param name="Token">Of a hold, the attempt that has it.</param>
internal sealed record StockMovement(
    StockMovementKind Kind,
    DateTimeOffset At,
    string? Id = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Quantity = 0,
    DateTimeOffset? ExpiresAt = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Sold = 0,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Released = 0,
    string? BuyerId = null,
    string? OfId = null,
    string? ActorId = null,
    string? Reason = null,
    StockPolicy? Policy = null,
    StockOpening? Opening = null,
    string? Token = null);

/// <summary>What one append wrote: the movements of commands that came together.</summary>
internal sealed record StockEntry(ImmutableArray<StockMovement> Movements)
{
    /// <summary>Keeps entries at some tens of kilobytes.</summary>
    public const int MovementsMax = 256;

    /// <summary>Units of a reservation that were sold by the end of this entry; null when it does not say.</summary>
    public int? FindSold(string reservationId)
    {
        for (var index = Movements.Length - 1; index >= 0; index--)
        {
            if (FindSold(Movements[index], reservationId) is { } sold)
            {
                return sold;
            }
        }

        return null;
    }

    private static int? FindSold(StockMovement movement, string reservationId) => movement switch
    {
        { Kind: StockMovementKind.Opened, Opening: { } opening } =>
            opening.Over.Contains(reservationId) ? int.MaxValue
            : opening.Reservations.FirstOrDefault(open => open.ReservationId == reservationId)?.Sold,
        { Id: var id } when id != reservationId => null,
        { Kind: StockMovementKind.Settled } => movement.Sold,
        { Kind: StockMovementKind.Reserved or StockMovementKind.TakenOver } => 0,
        _ => null,
    };

    public static byte[] Write(IEnumerable<StockMovement> movements) =>
        JsonSerializer.SerializeToUtf8Bytes(new StockEntry([.. movements]), GrainJson.Default.StockEntry);

    public static StockEntry Read(ChainEntry entry) =>
        JsonSerializer.Deserialize(entry.Payload.Span, GrainJson.Default.StockEntry)
        ?? throw new InvalidDataException($"Stock entry {entry.Sequence} is stored as null.");
}
