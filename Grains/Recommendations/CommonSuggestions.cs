using SocialCommerce.Algorithms.Recommendation;
using SocialCommerce.Grains.Users;

namespace SocialCommerce.Grains.Recommendations;

/// <summary>
/// The list for whoever does not want one of their own: what is popular and new in the shop, and hot in the room; the same
/// for everybody who asks at the same time. Only blocks and what the request leaves out are still the user's.
/// </summary>
internal static class CommonSuggestions
{
    public const string ModelVersion = "popular-1";

    /// <summary>Trials are drawn per request, and a trained ranker knows the user; neither is for everybody.</summary>
    public static RecommenderSettings Settings { get; } = new()
    {
        Retrievers = default(RetrieverSet)
            .With(Retriever.Room, isIn: true).With(Retriever.Trending, isIn: true).With(Retriever.Explore, isIn: true),
        UsesTrainedRanker = false,
        List = ListOptions.Default with { ExplorationShare = 0 },
    };

    public static VariantChoice Variant { get; } = new("non-personal", ImmutableDictionary<string, double>.Empty);

    /// <summary>The user as somebody of whom nothing is known.</summary>
    public static SuggestionSubject AnybodyLike(SuggestionSubject subject) => subject with
    {
        Taste = new UserTaste(),
        Impressions = new ImpressionMemory(),
        Edits = TasteEdits.None,
    };
}
