using System.Globalization;
using SocialCommerce.Grains.Interfaces.Inventory;

namespace SocialCommerce.Grains.Inventory;

/// <summary>Reads the ledger as people see it.</summary>
internal static class StockMovements
{
    /// <summary>Entries hold up to some hundred movements, so that a few are many.</summary>
    private const int EntriesAtOnce = 8;

    /// <summary>Newest first; a cursor says entry and index of the last movement that was shown.</summary>
    public static async Task<StockMovementPage> PageAsync(StockKeeper keeper, PageRequest request, CancellationToken cancellationToken)
    {
        var (entryAt, indexAt) = ReadCursor(request.Cursor);
        var lines = ImmutableArray.CreateBuilder<StockMovementLine>();
        var before = entryAt == long.MaxValue ? long.MaxValue : entryAt + 1;
        while (lines.Count <= request.Limit)
        {
            var entries = await keeper.ReadBackAsync(before, EntriesAtOnce, cancellationToken);
            lines.AddRange(entries.SelectMany(Describe).Where(line => line.Entry < entryAt || line.Index < indexAt));
            if (entries.Count < EntriesAtOnce)
            {
                break;
            }

            before = entries[^1].Sequence;
        }

        var page = lines.Take(request.Limit).ToImmutableArray();
        return new StockMovementPage(page, lines.Count > request.Limit ? WriteCursor(page[^1]) : null);
    }

    private static IEnumerable<StockMovementLine> Describe(ChainEntry entry)
    {
        var movements = StockEntry.Read(entry).Movements;
        var hash = Convert.ToHexStringLower(entry.Hash.Span);
        for (var index = movements.Length - 1; index >= 0; index--)
        {
            var movement = movements[index];
            yield return new StockMovementLine(
                entry.Sequence, index, movement.Kind, movement.At, movement.Id ?? movement.OfId, UnitsOf(movement), movement.Sold,
                movement.Released, movement.ActorId ?? movement.BuyerId, movement.Reason, hash);
        }
    }

    // What was there when the stock began stands in the opening: all that it counts as received.
    private static int UnitsOf(StockMovement movement) => movement.Opening is { } opening
        ? (int)Math.Min(int.MaxValue, opening.Available + opening.Sold + opening.Reservations.Sum(
            static reservation => (long)reservation.Quantity - reservation.Sold - reservation.Released))
        : movement.Quantity;

    private static (long Entry, int Index) ReadCursor(string? cursor)
    {
        var parts = cursor?.Split('.') ?? [];
        return parts.Length == 2
            && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var entry)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            && entry < long.MaxValue
            ? (entry, index)
            : (long.MaxValue, int.MaxValue);
    }

    private static string WriteCursor(StockMovementLine line) =>
        string.Create(CultureInfo.InvariantCulture, $"{line.Entry}.{line.Index}");
}
