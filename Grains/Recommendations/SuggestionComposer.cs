using Microsoft.Extensions.ObjectPool;
using Microsoft.Extensions.Options;
using SocialCommerce.Algorithms.Recommendation;
using SocialCommerce.Grains.Interfaces.Products;
using SocialCommerce.Grains.Interfaces.Recommendations;
using StableHash = SocialCommerce.Algorithms.Text.StableHash;

namespace SocialCommerce.Grains.Recommendations;

/// <summary>
/// Makes one user's list: asks the retrievers side by side, pools what they propose, asks the shortlist for cards, ranks,
/// and says why. Runs within the turn of the user who asks.
/// </summary>
internal sealed class SuggestionComposer(
    IGrainFactory grains,
    Retrievers retrievers,
    VariantSettings variants,
    TimeProvider clock,
    IOptions<RecommendationOptions> options)
{
    public const string ModelVersion = "incremental-2";

    // A pool grows to some hundred kilobytes; making one per request would be most of what a request allocates.
    private readonly ObjectPool<CandidatePool> _pools = new DefaultObjectPoolProvider().Create(new PoolPolicy());

    public async Task<SuggestionList> ComposeAsync(
        SuggestionSubject subject, SuggestionRequest request, CancellationToken cancellationToken)
    {
        var (variant, settings) = await variants.GetAsync(subject.UserId, request.RoomId, cancellationToken);
        var evidence = await retrievers.AskAsync(
            settings, subject, request.RoomId, options.Value.RetrieverDeadline, cancellationToken);
        var inputs = RankingInputsOf(subject, settings, evidence, request);
        var (ranked, cards) = await RankAsync(inputs, subject, cancellationToken);
        Remember(subject, ranked, inputs.Context.Now);
        var items = await SuggestionTexts.DescribeAsync(grains, ranked, cards, cancellationToken);
        return new SuggestionList(request.ImpressionId, ModelVersion, variant, request.RoomId, items);
    }

    private async Task<(IReadOnlyList<RankedSuggestion> Ranked, List<ProductCard> Cards)> RankAsync(
        RankingInputs inputs, SuggestionSubject subject, CancellationToken cancellationToken)
    {
        var pool = _pools.Get();
        try
        {
            var run = new SuggestionRun(pool, inputs);
            var cards = await ProductCards.ListAsync(grains, run.Shortlist(), cancellationToken);
            var newSince = inputs.Context.Now - options.Value.NewSellerPeriod;
            return (run.Rank(cards.Select(card => Describe(card, subject, newSince))), cards);
        }
        finally
        {
            _pools.Return(pool);
        }
    }

    private RankingInputs RankingInputsOf(
        SuggestionSubject subject, RecommenderSettings settings, Evidence evidence, SuggestionRequest request)
    {
        var taste = subject.Taste;
        var excluded = request.Exclude.ToHashSet(StringComparer.Ordinal);
        bool IsExcluded(string productId) => taste.HasSeen(productId) || excluded.Contains(productId);
        return new RankingInputs
        {
            Settings = settings,
            Proposals = evidence.Proposals,
            Arms = evidence.Arms,
            Limit = request.Limit,
            Seed = StableHash.Of(request.ImpressionId),
            Context = new RankingContext(taste.Affinity, taste.Vector, IsExcluded)
            {
                Dismissed = evidence.Dismissed,
                ShownOf = subject.Impressions.Find,
                HistoryLength = taste.Recent.Length,
                Now = clock.GetUtcNow(),
            },
        };
    }

    // Whoever is shown a list is asked again soon: what is told of it here is told before the next list is made.
    private void Remember(SuggestionSubject subject, IReadOnlyList<RankedSuggestion> ranked, DateTimeOffset now)
    {
        foreach (var entry in ranked)
        {
            subject.Impressions.Show(entry.ProductId, now, entry.Source, entry.IsTrial);
        }

        ImmutableArray<string> trials = [.. ranked.Where(static entry => entry.IsTrial).Select(static entry => entry.ProductId)];
        if (!trials.IsEmpty)
        {
            grains.GetGrain<IExplorationGrain>(IExplorationGrain.All).ShownAsync(trials).Forget();
        }
    }

    private static CandidateCard Describe(ProductCard card, SuggestionSubject subject, DateTimeOffset newSince) => new(
        card.ProductId,
        card.Category,
        card.Degree,
        card.IsOnSale && !subject.Blocks.Hides(card.SellerId),
        card.Embedding.AsMemory(),
        card.SellerId,
        card.CreatedAt,
        IsProtected: card.SellerSince > newSince);

    private sealed class PoolPolicy : PooledObjectPolicy<CandidatePool>
    {
        public override CandidatePool Create() => new();

        public override bool Return(CandidatePool obj)
        {
            obj.Clear();
            return true;
        }
    }
}
