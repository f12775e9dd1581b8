using SocialCommerce.Algorithms.Search;
using SocialCommerce.Grains.Interfaces.Search;

namespace SocialCommerce.Grains.Search;

/// <summary>
/// The index over entries that come in any order: of each thing the newest version counts, also when that is not to be
/// found any more. Pure; not thread-safe.
/// </summary>
internal sealed class SearchCatalogue
{
    private readonly SearchIndex _index = new();
    private readonly Dictionary<string, long> _versions = new(StringComparer.Ordinal);

    /// <summary>Things that can be found.</summary>
    public int Count => _index.Count;

    /// <summary>False when as new a version is known.</summary>
    public bool Put(SearchEntry entry)
    {
        var key = KeyOf(entry.Kind, entry.Id);
        if (_versions.TryGetValue(key, out var known) && known >= entry.Version)
        {
            return false;
        }

        _versions[key] = entry.Version;
        if (entry.Text is { } text)
        {
            _index.Put(new SearchDocument(
                key, (int)entry.Kind, new SearchText(text.Title, text.Brand, text.Category, text.Description), BoostOf(entry.Standing)));
        }
        else
        {
            _index.Remove(key);
        }

        return true;
    }

    public SearchAnswer Find(SearchRequest request)
    {
        if (!SearchCursor.TryRead(request.Cursor, out var after))
        {
            return new SearchAnswer([], null, IsCursorValid: false);
        }

        // One more than asked for says whether there is another page.
        var group = request.Kind == SearchKind.Unknown ? null : (int?)request.Kind;
        var page = new SearchPage(request.Limit + 1, group, after, request.IncludesPeople ? null : (int)SearchKind.User);
        var hits = _index.Find(SearchQuery.Parse(request.Query), page);
        var shown = hits.Take(request.Limit).ToList();
        return new SearchAnswer(
            [.. shown.Select(static hit => Read(hit.Key))], hits.Count > shown.Count ? SearchCursor.Write(shown[^1]) : null);
    }

    /// <summary>What a key in the index stands for.</summary>
    public static bool TryRead(string key, out SearchMatch match)
    {
        var kind = key.Length < 3 || key[1] != ':' ? SearchKind.Unknown : KindOf(key[0]);
        match = kind == SearchKind.Unknown ? default : new SearchMatch(kind, key[2..]);
        return kind != SearchKind.Unknown && Ids.IsValid(match.Id);
    }

    private static SearchMatch Read(string key) =>
        TryRead(key, out var match) ? match : throw new InvalidOperationException($"The index has a key '{key}'.");

    private static string KeyOf(SearchKind kind, string id) => kind switch
    {
        SearchKind.Product => $"p:{id}",
        SearchKind.Room => $"r:{id}",
        SearchKind.User => $"u:{id}",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such kind."),
    };

    private static SearchKind KindOf(char sign) => sign switch
    {
        'p' => SearchKind.Product,
        'r' => SearchKind.Room,
        'u' => SearchKind.User,
        _ => SearchKind.Unknown,
    };

    private static float BoostOf(SearchStanding standing) => standing switch
    {
        SearchStanding.Live => 1.5f,
        SearchStanding.SoldOut => 0.3f,
        _ => 1,
    };
}
