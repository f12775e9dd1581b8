using Microsoft.Extensions.ObjectPool;
using Microsoft.Extensions.Options;
using SocialCommerce.Algorithms.Recommendation;
using SocialCommerce.Grains.Interfaces.Products;
using SocialCommerce.Grains.Interfaces.Recommendations;
using StableHash = SocialCommerce.Algorithms.Text.StableHash;

namespace SocialCommerce.Grains.Recommendations;

/// <summary>
/// Makes one user's list: asks the retrievers side by side, pools what they propose, asks the shortlist for cards, ranks,
/// says why, and puts down what was shown. Runs within the turn of the user who asks.
/// </summary>
internal sealed class SuggestionComposer(
    IGrainFactory grains,
    Retrievers retrievers,
    VariantSettings variants,
    ImpressionRecorder recorder,
    ActiveScorer scorer,
    ActiveModels models,
    TimeProvider clock,
    IOptions<RecommendationOptions> options)
{
    private const string IncrementalVersion = "incremental-2";

    // A pool grows to some hundred kilobytes; making one per request would be most of what a request allocates.
    private readonly ObjectPool<CandidatePool> _pools = new DefaultObjectPoolProvider().Create(new PoolPolicy());

    public async Task<SuggestionList> ComposeAsync(
        SuggestionSubject subject, SuggestionRequest request, CancellationToken cancellationToken)
    {
        if (!subject.IsPersonalised)
        {
            return await ComposeCommonAsync(CommonSuggestions.AnybodyLike(subject), request, cancellationToken);
        }

        var version = models.Current.Version;
        var modelVersion = version.Length == 0 ? IncrementalVersion : $"{IncrementalVersion}+{version}";
        var (variant, settings) = await variants.GetAsync(subject.UserId, request.RoomId, cancellationToken);
        var view = await TasteView.OfAsync(grains, subject, cancellationToken);
        var evidence = await retrievers.AskAsync(
            settings, subject, view, request.RoomId, options.Value.RetrieverDeadline, cancellationToken);
        var inputs = RankingInputsOf(subject, view, settings, evidence, request);
        var answer = await RankAsync(inputs, subject, cancellationToken);
        var trace = recorder.IsTraced(request) ? Trace(inputs, subject, view, variant, request, answer) : null;
        recorder.Record(subject, new ShownList(
            request, modelVersion, variant.Name, inputs.Context.Now, answer.Ranked, answer.CandidateCards, trace));
        var items = await SuggestionTexts.DescribeAsync(grains, answer.Ranked, answer.Cards, evidence, view.Affinity, cancellationToken);
        return new SuggestionList(request.ImpressionId, modelVersion, variant.Name, request.RoomId, items);
    }

    // Nothing of it is put down: it says nothing about the user, and is not to be asked again for it.
    private async Task<SuggestionList> ComposeCommonAsync(
        SuggestionSubject anybody, SuggestionRequest request, CancellationToken cancellationToken)
    {
        var settings = CommonSuggestions.Settings;
        var view = await TasteView.OfAsync(grains, anybody, cancellationToken);
        var evidence = await retrievers.AskAsync(
            settings, anybody, view, request.RoomId, options.Value.RetrieverDeadline, cancellationToken);
        var inputs = RankingInputsOf(anybody, view, settings, evidence, request) with { Seed = 0 };
        var answer = await RankAsync(inputs, anybody, cancellationToken);
        var items = await SuggestionTexts.DescribeAsync(grains, answer.Ranked, answer.Cards, evidence, view.Affinity, cancellationToken);
        return new SuggestionList(
            request.ImpressionId, CommonSuggestions.ModelVersion, CommonSuggestions.Variant.Name, request.RoomId, items);
    }

    private async Task<RankedAnswer> RankAsync(
        RankingInputs inputs, SuggestionSubject subject, CancellationToken cancellationToken)
    {
        var pool = _pools.Get();
        try
        {
            var run = new SuggestionRun(pool, inputs);
            var cards = await ProductCards.ListAsync(grains, run.Shortlist(), cancellationToken);
            var newSince = inputs.Context.Now - options.Value.NewSellerPeriod;
            var candidates = cards.ConvertAll(card => Describe(card, subject, newSince));
            return new RankedAnswer(run.Rank(candidates), cards, candidates);
        }
        finally
        {
            _pools.Return(pool);
        }
    }

    private RankingInputs RankingInputsOf(
        SuggestionSubject subject, TasteView view, RecommenderSettings settings, Evidence evidence, SuggestionRequest request)
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
            Context = new RankingContext(view.Affinity, view.Vector, IsExcluded)
            {
                Dismissed = evidence.Dismissed,
                ShownOf = subject.Impressions.Find,
                HistoryLength = taste.Recent.Length,
                Scorer = settings.UsesTrainedRanker ? scorer.Current : null,
                Now = ToMilliseconds(clock.GetUtcNow()),
            },
        };
    }

    // Before the impression is remembered, which changes what the user was shown.
    private static SuggestionTrace Trace(
        RankingInputs inputs,
        SuggestionSubject subject,
        TasteView view,
        VariantChoice variant,
        SuggestionRequest request,
        RankedAnswer answer) => new()
        {
            Parameters = variant.Parameters,
            Limit = request.Limit,
            Exclude = request.Exclude,
            Vector = inputs.Context.Embedding.ToArray(),
            Affinity = view.IsEdited ? view.Affinity.Export() : null,
            ForgottenUpTo = subject.ForgottenUpTo,
            Scorer = inputs.Context.Scorer?.Version,
            Proposals = [.. inputs.Proposals.Select(TracedProposal.Of)],
            Arms = [.. inputs.Arms],
            Dismissed = [.. inputs.Context.Dismissed.Select(TracedDismissal.Of)],
            Cards = [.. answer.CandidateCards.Select(card => TracedCard.Of(card, subject.Impressions.Find(card.ProductId)))],
            Answer = [.. answer.Ranked.Select(TracedSuggestion.Of)],
        };

    private static CandidateCard Describe(ProductCard card, SuggestionSubject subject, DateTimeOffset newSince) => new(
        card.ProductId,
        card.Category,
        card.Degree,
        card.IsOnSale && !subject.Blocks.Hides(card.SellerId) && !subject.Edits.Hides(card),
        card.Embedding.AsMemory(),
        card.SellerId,
        card.CreatedAt,
        IsProtected: card.SellerSince > newSince,
        AudienceFactor: card.AudienceFactor);

    // As exact as the log of impressions keeps it.
    private static DateTimeOffset ToMilliseconds(DateTimeOffset time) =>
        DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds());

    private sealed record RankedAnswer(
        IReadOnlyList<RankedSuggestion> Ranked, List<ProductCard> Cards, List<CandidateCard> CandidateCards);

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
