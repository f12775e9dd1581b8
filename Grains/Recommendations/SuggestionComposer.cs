using Microsoft.Extensions.ObjectPool;
using Microsoft.Extensions.Options;
using SocialCommerce.Algorithms.Recommendation;
using SocialCommerce.Grains.Interfaces.Products;
using SocialCommerce.Grains.Interfaces.Recommendations;
using SocialCommerce.Grains.Users;

namespace SocialCommerce.Grains.Recommendations;

/// <summary>
/// Makes one user's list: asks the retrievers side by side, pools what they propose, asks the shortlist for cards, ranks,
/// and says why. Runs within the turn of the user who asks.
/// </summary>
internal sealed class SuggestionComposer(
    IGrainFactory grains, Retrievers retrievers, VariantSettings variants, IOptions<RecommendationOptions> options)
{
    public const string ModelVersion = "incremental-1";

    // A pool grows to some hundred kilobytes; making one per request would be most of what a request allocates.
    private readonly ObjectPool<CandidatePool> _pools = new DefaultObjectPoolProvider().Create(new PoolPolicy());

    public async Task<SuggestionList> ComposeAsync(
        string userId,
        UserTaste taste,
        ImmutableArray<string> friends,
        SuggestionRequest request,
        CancellationToken cancellationToken)
    {
        var (variant, settings) = await variants.GetAsync(userId, request.RoomId, cancellationToken);
        var proposals = await retrievers.AskAsync(
            settings.Retrievers, taste, friends, request.RoomId, options.Value.RetrieverDeadline, cancellationToken);
        var excluded = request.Exclude.ToHashSet(StringComparer.Ordinal);
        bool IsExcluded(string productId) => taste.HasSeen(productId) || excluded.Contains(productId);
        var pool = _pools.Get();
        pool.Clear(settings.Ranking);
        List<ProductCard> cards;
        IReadOnlyList<RankedSuggestion> ranked;
        try
        {
            Array.ForEach(proposals, proposal => proposal(pool));
            cards = await ProductCards.ListAsync(grains, pool.Shortlist(IsExcluded), cancellationToken);
            var context = new RankingContext(taste.Affinity, taste.Vector, IsExcluded);
            ranked = new SuggestionRanker(settings.Ranking).Rank(pool, cards.Select(Describe), context, request.Limit);
        }
        finally
        {
            _pools.Return(pool);
        }

        var items = await SuggestionTexts.DescribeAsync(grains, ranked, cards, cancellationToken);
        return new SuggestionList(request.ImpressionId, ModelVersion, variant, request.RoomId, items);
    }

    private sealed class PoolPolicy : PooledObjectPolicy<CandidatePool>
    {
        public override CandidatePool Create() => new();

        public override bool Return(CandidatePool obj)
        {
            obj.Clear();
            return true;
        }
    }

    private static CandidateCard Describe(ProductCard card) =>
        new(card.ProductId, card.Category, card.Degree, card.Stock > 0, card.Embedding.AsMemory());
}
