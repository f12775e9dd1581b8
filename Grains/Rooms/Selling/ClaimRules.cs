using SocialCommerce.Grains.Interfaces.Rooms.Selling;

namespace SocialCommerce.Grains.Rooms.Selling;

/// <summary>
/// Who gets units of a deal: whoever asks inside the window, while there are some, up to what one buyer may have. Never
/// more than there are, never twice for one id. Pure: the clock is the caller's.
/// </summary>
internal static class ClaimRules
{
    public static (DealBook Next, ClaimResult Result) Claim(
        string dealId, DealBook before, ClaimDeal command, DateTimeOffset now)
    {
        if (before.State.Terms is not { } terms || before.State.Status == DealStatus.Preparing)
        {
            return (before, new ClaimResult(DealOutcome.NotFound));
        }

        var book = Expire(before, now);
        if (book.Claims.Find(command.ClaimId) is { } known)
        {
            return (book, Repeat(dealId, terms, known, command));
        }

        if (Refuse(book, terms, command, now) is { } refusal)
        {
            return (book, refusal);
        }

        var claim = new DealHold(command.ClaimId, command.UserId, command.Quantity, ClaimStatus.Reserved, now + DealLimits.Hold);
        return (book with { Claims = book.Claims.Hold(claim) }, new ClaimResult(DealOutcome.Done, Describe(dealId, terms, claim)));
    }

    /// <summary>A claim of the user, after the clock.</summary>
    public static (DealBook Next, ClaimResult Result) Get(string dealId, DealBook before, SettleClaim command, DateTimeOffset now)
    {
        var book = Expire(before, now);
        return (book, Own(book, command) is { } claim
            ? new ClaimResult(DealOutcome.Done, Describe(dealId, book.State.Terms!, claim))
            : new ClaimResult(DealOutcome.NotFound));
    }

    public static (DealBook Next, ClaimResult Result) Release(string dealId, DealBook before, SettleClaim command, DateTimeOffset now) =>
        Settle(dealId, before, command, now, ClaimStatus.Released, static (claims, claim) => claims.GiveBack(claim, ClaimStatus.Released));

    public static (DealBook Next, ClaimResult Result) Confirm(string dealId, DealBook before, SettleClaim command, DateTimeOffset now) =>
        Settle(dealId, before, command, now, ClaimStatus.Sold, (claims, claim) => claims.Sell(claim, command.OrderId));

    public static DealBook Expire(DealBook book, DateTimeOffset now)
    {
        var claims = book.Claims.Expire(now);
        return ReferenceEquals(claims, book.Claims) ? book : book with { Claims = claims };
    }

    // A claim that is as it is asked to be was settled by an earlier call; one that is over otherwise stays so.
    private static (DealBook Next, ClaimResult Result) Settle(
        string dealId,
        DealBook before,
        SettleClaim command,
        DateTimeOffset now,
        ClaimStatus status,
        Func<ClaimLedger, DealHold, ClaimLedger> settle)
    {
        var book = Expire(before, now);
        if (Own(book, command) is not { } claim)
        {
            return (book, new ClaimResult(DealOutcome.NotFound));
        }

        if (claim.Status == ClaimStatus.Reserved)
        {
            var next = book with { Claims = settle(book.Claims, claim) };
            return (next, new ClaimResult(DealOutcome.Done, Describe(dealId, book.State.Terms!, next.Claims.Find(claim.Id)!)));
        }

        var isRepeated = claim.Status == status && claim.OrderId == (status == ClaimStatus.Sold ? command.OrderId : claim.OrderId);
        return (book, new ClaimResult(
            isRepeated ? DealOutcome.Done : DealOutcome.IllegalStep, Describe(dealId, book.State.Terms!, claim), isRepeated));
    }

    private static DealHold? Own(DealBook book, SettleClaim command) =>
        book.State.Terms is not null && book.Claims.Find(command.ClaimId) is { } claim && claim.UserId == command.UserId ? claim : null;

    private static ClaimResult Repeat(string dealId, DealTerms terms, DealHold known, ClaimDeal command) =>
        known.UserId == command.UserId && known.Quantity == command.Quantity
            ? new ClaimResult(DealOutcome.Done, Describe(dealId, terms, known), IsReplay: true)
            : new ClaimResult(DealOutcome.ClaimReused);

    private static ClaimResult? Refuse(DealBook book, DealTerms terms, ClaimDeal command, DateTimeOffset now)
    {
        if (!Ids.IsValid(command.ClaimId) || command.Quantity < 1)
        {
            return new ClaimResult(DealOutcome.Invalid);
        }

        switch (DealRules.StatusAt(book.State, now))
        {
            case DealStatus.Announced:
                return new ClaimResult(DealOutcome.NotOpen, RetryAfter: terms.OpensAt - now);
            case DealStatus.Closed:
                return new ClaimResult(book.State.Reason == DealEnd.SoldOut ? DealOutcome.SoldOut : DealOutcome.Closed);
        }

        if (book.Claims.UnitsOf(command.UserId) + (long)command.Quantity > terms.PerBuyer)
        {
            return new ClaimResult(DealOutcome.OverCap);
        }

        return book.Remaining < command.Quantity
            ? new ClaimResult(DealOutcome.SoldOut, RetryAfter: book.Claims.ExpiresNext is { } next && next < terms.ClosesAt ? next - now : null)
            : null;
    }

    private static DealClaim Describe(string dealId, DealTerms terms, DealHold claim) => new(
        claim.Id, dealId, terms.ProductId, claim.Quantity, terms.Price, claim.Status, claim.ExpiresAt, claim.OrderId);
}
