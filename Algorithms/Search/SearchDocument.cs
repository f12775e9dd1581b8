namespace SocialCommerce.Algorithms.Search;

/// <summary>Something that can be found.</summary>
/// <param name="Key">Unique in the index; of two with the same score the smaller stands first.</param>
/// <param name="Group">What sort of thing it is; a search may be for one sort only.</param>
/// <param name="Boost">Multiplies its score; above 0.</param>
public sealed record SearchDocument(string Key, int Group, SearchText Text, float Boost = 1);

/// <summary>The text of a document, the most telling part first.</summary>
public sealed record SearchText(string Title, string Brand = "", string Category = "", string Description = "")
{
    internal const int FieldCount = 4;

    internal string this[int field] => field switch
    {
        0 => Title,
        1 => Brand,
        2 => Category,
        _ => Description,
    };
}

/// <summary>A document that was found. Hits are in falling order of score, then in rising order of key.</summary>
public readonly record struct SearchHit(string Key, int Group, float Score);

/// <param name="Group">Only of this sort; null for all.</param>
/// <param name="After">Where the page before ended.</param>
/// <param name="Except">Nothing of this sort.</param>
public sealed record SearchPage(int Limit, int? Group = null, SearchHit? After = null, int? Except = null)
{
    internal bool Takes(int group) => (Group is null || Group == group) && Except != group;
}
