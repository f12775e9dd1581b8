namespace SocialCommerce.Algorithms.Ratings;

/// <summary>
/// How far one rating is to be believed, from what is known of who gave it:
/// <code>belief = d² / (d² + 30²) · (e + 1) / (e + 2),  e = active days + 2 · other purchases</code>
/// where d is the age of the account in days. Both factors saturate, so that nobody counts more than once. Age comes first
/// because it is what cannot be made in a hurry: what a fresh account did counts for next to nothing. The square keeps the
/// first days near zero (an account of one day has 0.001, of a month one half, of a year 0.99). A verified purchase of the
/// product itself is not part of it: without one there is no rating. The second factor is the expectation of a beta reputation
/// with e good observations and no bad one (Jøsang, Ismail, "The beta reputation system", 2002); an account that did nothing
/// else stays below one half for ever. That a rating counts as far as its author is trusted is as in Mizzaro, "Quality
/// control in scholarly publishing: a new proposal", 2003. Pure.
/// </summary>
public static class RatingBelief
{
    /// <summary>A belief of one. Beliefs are whole numbers, so that sums do not depend on the order.</summary>
    public const int Whole = 1_000_000;

    /// <summary>From here on a rating stands on its own; those below count together, see <see cref="RobustScore"/>.</summary>
    public const int Established = Whole / 2;

    private const double HalfAgeDays = 30;

    private const double PurchaseDays = 2;

    /// <summary>In millionths.</summary>
    public static int Of(ReviewerEvidence evidence)
    {
        var days = Math.Max(0, evidence.AccountDays);
        var maturity = days * days / ((days * days) + (HalfAgeDays * HalfAgeDays));
        var activity = Math.Max(0, evidence.ActiveDays) + (PurchaseDays * Math.Max(0, evidence.OtherPurchases));
        var engagement = (activity + 1) / (activity + 2);
        return (int)Math.Round(Whole * maturity * engagement);
    }
}

/// <param name="AccountDays">Age of the account when the rating was given.</param>
/// <param name="ActiveDays">Days on which the account did something before.</param>
/// <param name="OtherPurchases">Other products that it bought.</param>
public readonly record struct ReviewerEvidence(double AccountDays, int ActiveDays, int OtherPurchases);
