namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>The sources of candidates. Each has a channel of its own in the scores of a candidate.</summary>
public enum Retriever
{
    Unknown = 0,

    /// <summary>Item neighbourhoods: engaged by the same people as what the user touched.</summary>
    Similar = 1,

    /// <summary>What the people touched whom the user follows.</summary>
    Friend = 2,

    /// <summary>What is hot in the room the user is in.</summary>
    Room = 3,

    /// <summary>What is popular now, everywhere and in the user's categories.</summary>
    Trending = 4,

    /// <summary>Closeness of content to the user's embedding.</summary>
    Taste = 5,

    /// <summary>What is new, everywhere and in the user's categories.</summary>
    Explore = 6,

    /// <summary>What a merchant promotes.</summary>
    Campaign = 7,

    /// <summary>Sequence neighbourhoods: what people touch shortly after what the user touched last.</summary>
    Sequence = 8,

    /// <summary>The nearest products of a trained matrix factorisation.</summary>
    Collaborative = 9,

    /// <summary>The nearest products of a trained sequence model.</summary>
    Sequential = 10,

    /// <summary>What users of a similar taste touched.</summary>
    Users = 11,
}

/// <summary>What is told about retrievers.</summary>
public static class RetrieverExtensions
{
    /// <summary>The retrievers, in a fixed order.</summary>
    public static IReadOnlyList<Retriever> All { get; } =
        [.. Enum.GetValues<Retriever>().Where(static retriever => retriever != Retriever.Unknown)];

    /// <summary>What people are told when a retriever is the reason of a suggestion.</summary>
    public static ReasonKind ToReason(this Retriever retriever) => retriever switch
    {
        Retriever.Similar or Retriever.Sequence => ReasonKind.Similar,
        Retriever.Friend => ReasonKind.Friend,
        Retriever.Room => ReasonKind.Room,
        Retriever.Trending => ReasonKind.Trending,
        Retriever.Taste or Retriever.Collaborative or Retriever.Sequential or Retriever.Users => ReasonKind.Taste,
        Retriever.Explore => ReasonKind.Explore,
        Retriever.Campaign => ReasonKind.Campaign,
        _ => ReasonKind.Unknown,
    };
}

/// <summary>A set of retrievers.</summary>
public readonly record struct RetrieverSet(uint Bits)
{
    public static RetrieverSet All { get; } = RetrieverExtensions.All.Aggregate(
        default(RetrieverSet), static (set, retriever) => set.With(retriever, isIn: true));

    public bool Contains(Retriever retriever) => (Bits & (1u << (int)retriever)) != 0;

    public RetrieverSet With(Retriever retriever, bool isIn) =>
        new(isIn ? Bits | (1u << (int)retriever) : Bits & ~(1u << (int)retriever));
}
