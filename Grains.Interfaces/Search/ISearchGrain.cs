namespace SocialCommerce.Grains.Interfaces.Search;

/// <summary>
/// What can be found by its words: products, rooms and people. It is told of what is new and what changed, and makes itself
/// again from the lists of all of them when it wakes. Key: <see cref="All"/>. Calls interleave, so that it answers while it
/// is being made.
/// </summary>
[Alias("sc.ISearchGrain")]
public interface ISearchGrain : IGrainWithStringKey
{
    const string All = "*";

    /// <summary>Takes what there is to find of one thing; an older version than the one known is ignored.</summary>
    [AlwaysInterleave, Idempotent, Alias("Put")]
    Task PutAsync(SearchEntry entry, CancellationToken cancellationToken = default);

    /// <summary>A page of what is found, the best first. Waits a second at the most for an index that is being made.</summary>
    [AlwaysInterleave, Idempotent, Alias("Find")]
    Task<SearchAnswer> FindAsync(SearchRequest request, CancellationToken cancellationToken = default);
}

/// <summary>One thing that can be found, as it is now.</summary>
/// <param name="Version">Grows with each change of the thing.</param>
/// <param name="Text">Null when it is not to be found.</param>
[GenerateSerializer, Immutable, Alias("sc.SearchEntry")]
public sealed record SearchEntry(
    [property: Id(0)] SearchKind Kind,
    [property: Id(1)] string Id,
    [property: Id(2)] long Version,
    [property: Id(3)] SearchEntryText? Text,
    [property: Id(4)] SearchStanding Standing = SearchStanding.Usual);

/// <summary>The words of a thing, the most telling part first.</summary>
[GenerateSerializer, Immutable, Alias("sc.SearchEntryText")]
public sealed record SearchEntryText(
    [property: Id(0)] string Title,
    [property: Id(1)] string Brand = "",
    [property: Id(2)] string Category = "",
    [property: Id(3)] string Description = "");

[GenerateSerializer, Alias("sc.SearchKind")]
public enum SearchKind
{
    Unknown = 0,
    Product = 1,
    Room = 2,
    User = 3,
}

/// <summary>How a thing stands among others that have the same words.</summary>
[GenerateSerializer, Alias("sc.SearchStanding")]
public enum SearchStanding
{
    Unknown = 0,
    Usual = 1,

    /// <summary>Going on now: before others.</summary>
    Live = 2,

    /// <summary>Sold out: behind others.</summary>
    SoldOut = 3,
}

/// <param name="Kind">Only of this kind; <see cref="SearchKind.Unknown"/> for all.</param>
/// <param name="IncludesPeople">Whether people may be among what is found.</param>
[GenerateSerializer, Immutable, Alias("sc.SearchRequest")]
public sealed record SearchRequest(
    [property: Id(0)] string Query,
    [property: Id(1)] int Limit,
    [property: Id(2)] string? Cursor = null,
    [property: Id(3)] SearchKind Kind = SearchKind.Unknown,
    [property: Id(4)] bool IncludesPeople = true);

/// <param name="IsCursorValid">False when the cursor is not one of this list; then there are no hits.</param>
[GenerateSerializer, Immutable, Alias("sc.SearchAnswer")]
public sealed record SearchAnswer(
    [property: Id(0)] ImmutableArray<SearchMatch> Matches,
    [property: Id(1)] string? NextCursor,
    [property: Id(2)] bool IsCursorValid = true);

[GenerateSerializer, Immutable, Alias("sc.SearchMatch")]
public readonly record struct SearchMatch([property: Id(0)] SearchKind Kind, [property: Id(1)] string Id);

public static class SearchLimits
{
    /// <summary>Longest text that is looked for, in UTF-16 units.</summary>
    public const int QueryMax = 200;
}
