using System.Globalization;
using SocialCommerce.Grains.Interfaces.Common;

namespace SocialCommerce.Silo.Storage;

/// <summary>Pages of a list by position: a cursor is the position of the last row that was shown.</summary>
internal static class ListPages
{
    public static int LimitOf(PageRequest request) => Math.Clamp(request.Limit, 1, PageLimits.LimitMax);

    /// <summary>Rows below this position. A cursor that is not ours reads like the end of the list rather than like its beginning.</summary>
    public static long StartOf(PageRequest request) => request.Cursor is null
        ? long.MaxValue
        : long.TryParse(request.Cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var position) ? position : 0;

    /// <param name="rows">One more than the limit when there is a next page.</param>
    public static IdPage Make(IReadOnlyList<(string Id, long Position)> rows, int limit)
    {
        var cursor = rows.Count > limit ? rows[limit - 1].Position.ToString(CultureInfo.InvariantCulture) : null;
        return new IdPage([.. rows.Take(limit).Select(static row => row.Id)], cursor);
    }
}
