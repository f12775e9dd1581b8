using SocialCommerce.Grains.Interfaces.Inventory;

namespace SocialCommerce.Grains.Inventory;

/// <summary>
/// How units move between available, held and sold; their sum never changes here. Every reservation ends once, by being
/// settled or by expiring. Pure.
/// </summary>
internal static class StockRules
{
    public const int ReservationsMax = 32;

    public const int OverMax = 32;

    public static (StockBook Next, StockOutcome Outcome) Reserve(StockBook book, ReserveStock command, DateTimeOffset now)
    {
        var fresh = Expire(book, now);
        if (IndexOf(fresh, command.ReservationId) >= 0 || fresh.Ledger.Over.Contains(command.ReservationId))
        {
            return (fresh, StockOutcome.Done);
        }

        if (command.Quantity < 1 || command.ExpiresAt <= now || !Ids.IsValid(command.ReservationId))
        {
            return (fresh, StockOutcome.Invalid);
        }

        if (fresh.Available < command.Quantity)
        {
            return (fresh, StockOutcome.Insufficient);
        }

        return fresh.Ledger.Reservations.Length == ReservationsMax
            ? (fresh, StockOutcome.TooMany)
            : (Hold(fresh, command), StockOutcome.Done);
    }

    public static (StockBook Next, StockOutcome Outcome) Settle(StockBook book, SettleStock command, DateTimeOffset now)
    {
        var fresh = Expire(book, now);
        var index = IndexOf(fresh, command.ReservationId);
        if (index < 0)
        {
            return (fresh, fresh.Ledger.Over.Contains(command.ReservationId) ? StockOutcome.Done : StockOutcome.NotFound);
        }

        var known = fresh.Ledger.Reservations[index];
        var sold = Math.Max(known.Sold, command.Sold);
        var released = Math.Max(known.Released, command.Released);
        return (long)sold + released > known.Quantity
            ? (fresh, StockOutcome.Invalid)
            : (Move(fresh, known, sold, released), StockOutcome.Done);
    }

    /// <summary>Gives back what nobody settled in time.</summary>
    public static StockBook Expire(StockBook book, DateTimeOffset now)
    {
        foreach (var reservation in book.Ledger.Reservations)
        {
            if (reservation.ExpiresAt <= now)
            {
                book = Move(book, reservation, reservation.Sold, reservation.Released + reservation.Held);
            }
        }

        return book;
    }

    private static StockBook Hold(StockBook book, ReserveStock command)
    {
        var reservation = new StockReservation(command.ReservationId, command.Quantity, command.ExpiresAt);
        return new StockBook(
            book.Available - command.Quantity,
            book.Ledger with { Reservations = book.Ledger.Reservations.Add(reservation) });
    }

    private static StockBook Move(StockBook book, StockReservation known, int sold, int released)
    {
        var moved = known with { Sold = sold, Released = released };
        if (moved == known)
        {
            return book;
        }

        var ledger = book.Ledger with { Sold = book.Ledger.Sold + sold - known.Sold };
        ledger = moved.Held > 0
            ? ledger with { Reservations = ledger.Reservations.Replace(known, moved) }
            : ledger with { Reservations = ledger.Reservations.Remove(known), Over = Remember(ledger.Over, known.Id) };
        return new StockBook(book.Available + released - known.Released, ledger);
    }

    private static ImmutableArray<string> Remember(ImmutableArray<string> over, string id) =>
        (over.Length < OverMax ? over : over.RemoveAt(0)).Add(id);

    private static int IndexOf(StockBook book, string id)
    {
        for (var index = 0; index < book.Ledger.Reservations.Length; index++)
        {
            if (book.Ledger.Reservations[index].Id == id)
            {
                return index;
            }
        }

        return -1;
    }
}
