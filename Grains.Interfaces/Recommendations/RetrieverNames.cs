namespace SocialCommerce.Grains.Interfaces.Recommendations;

/// <summary>Names of the retrievers as they stand in parameters and reports, by their number.</summary>
public static class RetrieverNames
{
    private static readonly ImmutableArray<string> Names =
    [
        "unknown", "similar", "friend", "room", "trending", "taste", "explore", "campaign", "sequence", "collaborative",
        "sequential", "users",
    ];

    /// <summary>The name of a retriever's number; the number itself when a newer silo knows more of them.</summary>
    public static string Of(int number) =>
        number >= 0 && number < Names.Length ? Names[number] : $"retriever-{number}";
}
