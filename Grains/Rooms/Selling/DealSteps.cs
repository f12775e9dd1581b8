using SocialCommerce.Grains.Interfaces.Rooms.Selling;

namespace SocialCommerce.Grains.Rooms.Selling;

/// <summary>What a deal has to do next.</summary>
internal enum DealStep
{
    Nothing = 0,

    /// <summary>Take the units out of the stock.</summary>
    Reserve = 1,
    Announce = 2,
    TellOpening = 3,
    Close = 4,
    TellEnd = 5,

    /// <summary>Tell the stock what is sold and what goes back.</summary>
    Settle = 6,

    /// <summary>Tell the room how many units remain.</summary>
    TellRemaining = 7,
}

/// <summary>
/// A deal's way from step to step. Each is noted when it is done, and none does harm when it is done again: whoever
/// takes over after a crash goes on where it was, late rather than never. Pure.
/// </summary>
internal static class DealSteps
{
    /// <summary>The room hears of the units that remain at most this often.</summary>
    public static readonly TimeSpan TellingPeriod = TimeSpan.FromSeconds(2);

    public static DealStep Next(DealBook book, DateTimeOffset now)
    {
        if (book.State.Terms is not { } terms)
        {
            return DealStep.Nothing;
        }

        return book.State.Status switch
        {
            DealStatus.Preparing => DealStep.Reserve,
            DealStatus.Closed => AfterTheEnd(book),
            _ when !book.State.IsAnnounced => DealStep.Announce,
            _ when now >= terms.OpensAt && !book.State.IsOpeningTold => DealStep.TellOpening,
            _ when now >= terms.ClosesAt || IsSoldOut(book) => DealStep.Close,
            _ when IsTellingDue(book, now) => DealStep.TellRemaining,
            _ when IsSettlingDue(book) => DealStep.Settle,
            _ => DealStep.Nothing,
        };
    }

    /// <summary>When to look again, given that nothing is to be done now; null when the deal is done for good.</summary>
    public static DateTimeOffset? DueAt(DealBook book)
    {
        if (book.State is not { Terms: { } terms, Status: not DealStatus.Closed } state)
        {
            return book.Claims.ExpiresNext;
        }

        var due = state.IsOpeningTold ? terms.ClosesAt : terms.OpensAt;
        due = Earlier(due, book.Claims.ExpiresNext);
        return book.Remaining == state.RemainingTold || !state.IsOpeningTold
            ? due
            : Earlier(due, state.RemainingToldAt + TellingPeriod);
    }

    /// <summary>Every unit is claimed, and none can come back by itself before the window ends.</summary>
    public static bool IsSoldOut(DealBook book) =>
        book.Remaining == 0 && !(book.Claims.ExpiresNext < book.State.Terms!.ClosesAt);

    public static DealEnd ReasonOf(DealBook book, DateTimeOffset now) =>
        now < book.State.Terms!.ClosesAt && IsSoldOut(book) ? DealEnd.SoldOut : DealEnd.Ended;

    /// <summary>Units that belong to the stock again: after the end, all that nobody holds or bought.</summary>
    public static int Released(DealBook book) => book.State.Status == DealStatus.Closed ? book.Remaining : 0;

    private static DealStep AfterTheEnd(DealBook book)
    {
        if (!book.State.IsEndTold && book.State.IsAnnounced)
        {
            return DealStep.TellEnd;
        }

        return IsSettlingDue(book) ? DealStep.Settle : DealStep.Nothing;
    }

    // A deal for which there was no stock holds none that could go back.
    private static bool IsSettlingDue(DealBook book) => book.State.Reason != DealEnd.NoStock
        && (book.Claims.Sold != book.State.SoldTold || Released(book) != book.State.ReleasedTold);

    private static bool IsTellingDue(DealBook book, DateTimeOffset now) => book.State.IsOpeningTold
        && book.Remaining != book.State.RemainingTold && now >= book.State.RemainingToldAt + TellingPeriod;

    private static DateTimeOffset Earlier(DateTimeOffset due, DateTimeOffset? other) => other is { } moment && moment < due ? moment : due;
}
