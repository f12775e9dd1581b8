using System.Globalization;
using SocialCommerce.Grains.Interfaces.Products.Reviews;

namespace SocialCommerce.Grains.Products.Reviews;

/// <summary>The place after the last review that was shown: what the list is ordered by, and the position among equals.</summary>
/// <param name="Key">The rating or the helpfulness; 0 where the position alone is the order.</param>
internal readonly record struct ReviewCursor(ReviewSort Sort, long Key, long Position)
{
    private const char Separator = '.';

    public static ReviewCursor Start(ReviewSort sort) => sort switch
    {
        ReviewSort.Highest => new ReviewCursor(sort, ReviewLimits.RatingMax, long.MaxValue),
        ReviewSort.Lowest => new ReviewCursor(sort, ReviewLimits.RatingMin, long.MaxValue),
        ReviewSort.Newest => new ReviewCursor(sort, 0, long.MaxValue),
        _ => new ReviewCursor(sort, ReviewPlace.Start.Rank, ReviewPlace.Start.Position),
    };

    public static ReviewCursor After(ReviewSort sort, ReviewRow row) => sort switch
    {
        ReviewSort.Highest or ReviewSort.Lowest => new ReviewCursor(sort, row.Rating, row.Position),
        ReviewSort.Newest => new ReviewCursor(sort, 0, row.Position),
        _ => new ReviewCursor(sort, row.HelpfulRank, row.Position),
    };

    /// <summary>False for what is not a cursor of a list in this order; null is the start.</summary>
    public static bool TryRead(ReviewSort sort, string? text, out ReviewCursor cursor)
    {
        cursor = Start(sort);
        if (text is null)
        {
            return true;
        }

        var parts = text.Split(Separator);
        if (parts is not [var name, var key, var position]
            || name != NameOf(sort)
            || !long.TryParse(key, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var keyNumber)
            || !long.TryParse(position, NumberStyles.None, CultureInfo.InvariantCulture, out var positionNumber))
        {
            return false;
        }

        cursor = new ReviewCursor(sort, keyNumber, positionNumber);
        return true;
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{NameOf(Sort)}{Separator}{Key}{Separator}{Position}");

    private static string NameOf(ReviewSort sort) => sort switch
    {
        ReviewSort.Highest => "h",
        ReviewSort.Lowest => "l",
        ReviewSort.Newest => "n",
        _ => "f",
    };
}
