using SocialCommerce.Grains.Interfaces.Inventory;

namespace SocialCommerce.Grains.Inventory;

/// <summary>What is answered, and the one movement that makes it so; none when nothing moves.</summary>
internal readonly record struct StockDecision(StockOutcome Outcome, StockMovement? Movement = null)
{
    public static implicit operator StockDecision(StockOutcome outcome) => new(outcome);
}

/// <summary>
/// How units move between available, held and sold. Decides on a book from which everything that is due has expired, and
/// changes nothing itself. Pure.
/// </summary>
internal static class StockRules
{
    public static StockDecision Reserve(StockBook book, ReserveStock command, DateTimeOffset now)
    {
        var hold = book.FindHold(command.ReservationId);
        if (hold is { Sold: > 0 } || book.FindOver(command.ReservationId) is { Sold: > 0 })
        {
            return StockOutcome.Done;
        }

        var age = string.CompareOrdinal(command.Token, hold?.Token ?? book.FindOver(command.ReservationId)?.Token);
        if (age < 0)
        {
            return StockOutcome.Stale;
        }

        if (hold is not null && age == 0)
        {
            return hold.Quantity == command.Quantity ? StockOutcome.Done : StockOutcome.Invalid;
        }

        if (!IsPossible(book, command, now))
        {
            return StockOutcome.Invalid;
        }

        return Refuse(book, command, hold) is not StockOutcome.Done and var refusal
            ? refusal
            : Done(new StockMovement(
                hold is null ? StockMovementKind.Reserved : StockMovementKind.TakenOver, now, command.ReservationId, command.Quantity,
                command.ExpiresAt, BuyerId: command.BuyerId, Token: command.Token));
    }

    public static StockDecision Settle(StockBook book, SettleStock command, DateTimeOffset now)
    {
        if (book.FindHold(command.ReservationId) is not { } hold)
        {
            return SettleOver(book.FindOver(command.ReservationId), command);
        }

        if (command.Token != hold.Token)
        {
            return StockOutcome.Stale;
        }

        var sold = Math.Max(hold.Sold, command.Sold);
        var released = Math.Max(hold.Released, command.Released);
        if ((long)sold + released > hold.Quantity)
        {
            return StockOutcome.Invalid;
        }

        return (sold, released) == (hold.Sold, hold.Released)
            ? StockOutcome.Done
            : Done(new StockMovement(
                StockMovementKind.Settled, now, hold.Id, sold - hold.Sold + released - hold.Released, Sold: sold, Released: released));
    }

    /// <summary>The answer for a reservation that only the ledger knows any more.</summary>
    public static StockOutcome SettleForgotten(int sold, SettleStock command) =>
        command.Sold > sold ? StockOutcome.Expired : StockOutcome.Done;

    public static StockDecision Extend(StockBook book, ExtendReservation command, DateTimeOffset now)
    {
        if (book.FindHold(command.ReservationId) is not { } hold)
        {
            return book.FindOver(command.ReservationId) switch
            {
                null => StockOutcome.NotFound,
                { Sold: > 0 } => StockOutcome.Done,
                _ => StockOutcome.Expired,
            };
        }

        if (command.Token != hold.Token)
        {
            return StockOutcome.Stale;
        }

        return command.ExpiresAt <= hold.ExpiresAt
            ? StockOutcome.Done
            : Done(new StockMovement(StockMovementKind.Extended, now, hold.Id, ExpiresAt: command.ExpiresAt));
    }

    public static StockDecision Return(StockBook book, ReturnStock command, DateTimeOffset now)
    {
        if (book.HasCommand(command.CommandId))
        {
            return StockOutcome.Done;
        }

        if (!Ids.IsValid(command.CommandId) || command.Quantity < 1 || command.Quantity > ReturnableMax(book, command.ReservationId)
            || (command.IsRestocked && !HasRoom(book, command.Quantity)))
        {
            return StockOutcome.Invalid;
        }

        return Done(new StockMovement(
            command.IsRestocked ? StockMovementKind.Restocked : StockMovementKind.WrittenOff,
            now, command.CommandId, command.Quantity, OfId: command.ReservationId));
    }

    public static StockDecision Adjust(StockBook book, AdjustStock command, DateTimeOffset now)
    {
        if (book.HasCommand(command.CommandId))
        {
            return StockOutcome.Done;
        }

        if (!StockLimits.Check(command).IsEmpty)
        {
            return StockOutcome.Invalid;
        }

        var (kind, gain) = command.Kind switch
        {
            StockAdjustment.Receive => (StockMovementKind.Received, command.Quantity),
            StockAdjustment.Correct => (StockMovementKind.Corrected, command.Quantity),
            _ => (StockMovementKind.Set, command.Quantity - book.Available),
        };
        if ((long)book.Available + gain < 0)
        {
            return StockOutcome.Insufficient;
        }

        return HasRoom(book, gain)
            ? Done(new StockMovement(kind, now, command.CommandId, gain, ActorId: command.ActorId, Reason: command.Reason))
            : StockOutcome.Invalid;
    }

    public static StockDecision SetPolicy(StockBook book, StockPolicy policy, string actorId, DateTimeOffset now)
    {
        if (!StockLimits.Check(policy).IsEmpty)
        {
            return StockOutcome.Invalid;
        }

        return policy == book.Policy
            ? StockOutcome.Done
            : Done(new StockMovement(StockMovementKind.PolicySet, now, ActorId: actorId, Policy: policy));
    }

    /// <summary>Gives back what nobody settled in time.</summary>
    public static StockMovement Expire(StockHold hold, DateTimeOffset now) =>
        new(StockMovementKind.Expired, now, hold.Id, hold.Held);

    // Why the units cannot be had; what the same id holds by an earlier attempt can be.
    private static StockOutcome Refuse(StockBook book, ReserveStock command, StockHold? taken)
    {
        if (book.Available + (long)(taken?.Held ?? 0) < command.Quantity)
        {
            return StockOutcome.Insufficient;
        }

        var own = book.UnitsOf(command.BuyerId ?? string.Empty) - (taken?.BuyerId == command.BuyerId ? taken?.Held ?? 0 : 0);
        if (book.Policy.BuyerMax is { } most && (long)own + command.Quantity > most)
        {
            return StockOutcome.OverBuyerMax;
        }

        return taken is null && book.HoldCount >= StockLimits.HoldsMax ? StockOutcome.TooMany : StockOutcome.Done;
    }

    private static bool IsPossible(StockBook book, ReserveStock command, DateTimeOffset now) =>
        command.Quantity >= 1 && command.ExpiresAt > now && Ids.IsValid(command.ReservationId)
        && (command.BuyerId is null ? book.Policy.BuyerMax is null : Ids.IsValid(command.BuyerId));

    // Whoever confirms a sale after its units went back must hear of it.
    private static StockDecision SettleOver(StockOver? over, SettleStock command) => over switch
    {
        null => StockOutcome.NotFound,
        _ when command.Sold > over.Sold => StockOutcome.Expired,
        _ => StockOutcome.Done,
    };

    private static long ReturnableMax(StockBook book, string? reservationId)
    {
        var known = reservationId is null
            ? null
            : book.FindHold(reservationId) is { } hold
                ? hold.Sold - hold.Returned
                : book.FindOver(reservationId) is { } over ? over.Sold - over.Returned : (int?)null;
        return Math.Min(book.Sold, known ?? long.MaxValue);
    }

    private static bool HasRoom(StockBook book, int gain) => (long)book.Available + book.Reserved + gain <= StockLimits.UnitsMax;

    private static StockDecision Done(StockMovement movement) => new(StockOutcome.Done, movement);
}
