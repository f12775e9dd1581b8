namespace SocialCommerce.Api.Common;

/// <summary>A page of a list as clients see it.</summary>
internal sealed record PageResponse<T>(IReadOnlyList<T> Items, string? NextCursor);

/// <summary>Reads limit and cursor of a query.</summary>
internal static class Paging
{
    private const int CursorLengthMax = 200;

    /// <summary>The request, or what is wrong with it.</summary>
    public static bool TryRead(int? limit, string? cursor, out PageRequest request, out ApiProblem problem)
    {
        var errors = new FieldChecks()
            .Add(limit is < 1 or > PageLimits.LimitMax, "limit", $"must be from 1 to {PageLimits.LimitMax}")
            .Add(cursor is { Length: > CursorLengthMax } || !IsPlain(cursor), "cursor", "is not a cursor of this list")
            .Errors;
        request = new PageRequest(limit ?? PageLimits.LimitDefault, string.IsNullOrEmpty(cursor) ? null : cursor);
        problem = ApiProblem.Invalid(errors);
        return errors.IsEmpty;
    }

    private static bool IsPlain(string? cursor) => cursor is null || cursor.All(c => c is > ' ' and <= '~');
}
