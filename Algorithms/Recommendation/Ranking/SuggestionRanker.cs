namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>
/// Turns the proposals of all retrievers into one list: calibrates the channels, adds what the cards tell (popularity,
/// category, content), drops what is seen, sold out or excluded, pushes down what the user tired of, spreads the list out
/// and tries new products on it. Deterministic; equal scores go to the smaller product id.
/// </summary>
public sealed class SuggestionRanker
{
    // Trials stand where people look, but not on top: the first after three others, then one in five.
    private const int FirstTrialPlace = 3;
    private const int TrialDistance = 5;

    private readonly RecommenderSettings _settings;

    /// <summary>Ranks by these weights alone, without spreading the list out.</summary>
    public SuggestionRanker(RankerOptions? options = null)
        : this(new RecommenderSettings { Ranking = options ?? RankerOptions.Default, List = ListOptions.Plain })
    {
    }

    public SuggestionRanker(RecommenderSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        _settings = settings;
    }

    /// <summary>The best suggestions among the candidates that have a card, the best first.</summary>
    public IReadOnlyList<RankedSuggestion> Rank(
        CandidatePool pool, IEnumerable<CandidateCard> cards, RankingContext context, int limit)
    {
        ArgumentNullException.ThrowIfNull(pool);
        ArgumentNullException.ThrowIfNull(cards);
        ArgumentNullException.ThrowIfNull(context);
        var eligible = Collect(pool, cards, context);
        var scores = CandidateScores.Of(eligible, context, _settings);
        var ranked = Reorder(scores.Rank(), scores, eligible, limit);
        var list = new ListBuilder(eligible.Cards, _settings.List, _settings.Ranking.CategoryShareMax, limit)
            .Build(ranked, scores.Values, limit);
        var trials = InsertTrials(list, eligible, context, limit);
        return
        [
            .. list.Select(slot => SuggestionReasons.Explain(
                eligible.Cards[slot].ProductId, scores.Values[slot], eligible.Candidates[slot], scores.Calibration,
                _settings.Ranking.ReasonsMax, trials.Contains(slot)) with { Features = scores.FeaturesOf(slot) }),
        ];
    }

    private EligibleCandidates Collect(CandidatePool pool, IEnumerable<CandidateCard> cards, RankingContext context)
    {
        var eligible = new EligibleCandidates(_settings.Ranking.ShortlistMax);
        foreach (var card in cards)
        {
            if (card.IsAvailable && context.IsExcluded?.Invoke(card.ProductId) != true
                && pool.TryGet(card.ProductId, out var candidate))
            {
                ApplyCard(ref candidate, card, context);
                eligible.Add(card, candidate);
            }
        }

        return eligible;
    }

    private void ApplyCard(ref Candidate candidate, CandidateCard card, RankingContext context)
    {
        candidate.Scores[(int)Retriever.Similar] *= card.AudienceFactor
            * NeighbourNormalisation.Factor(card.Degree, _settings.Ranking.Normalisation.Neighbour);
        candidate.Scores[(int)Retriever.Trending] *= card.AudienceFactor;
        candidate.Scores[(int)Retriever.Sequence] *=
            card.AudienceFactor * SequenceTieOptions.Default.NeighbourFactor(card.Degree);
        if (!card.Embedding.IsEmpty && !context.Embedding.IsEmpty)
        {
            candidate.Content = Math.Max(0, Embedding.Cosine(card.Embedding.Span, context.Embedding.Span));
            if (_settings.Retrievers.Contains(Retriever.Taste))
            {
                candidate.Scores[(int)Retriever.Taste] += candidate.Content;
            }
        }
    }

    private int[] Reorder(int[] ranked, CandidateScores scores, EligibleCandidates eligible, int limit)
    {
        if (_settings.List.ExposureRatioMin <= 0)
        {
            return ranked;
        }

        bool[] isProtected = [.. eligible.Cards.Select(static card => card.IsProtected)];
        return ExposureFairness.Rerank(ranked, scores.Values, isProtected, limit, _settings.List.ExposureRatioMin);
    }

    // A trial that is in the list by its score already needs no place of its own.
    private HashSet<int> InsertTrials(List<int> list, EligibleCandidates eligible, RankingContext context, int limit)
    {
        var trials = new HashSet<int>();
        foreach (var trial in context.Trials)
        {
            if (trials.Count == context.TrialSlots)
            {
                break;
            }

            var place = Math.Min(list.Count, FirstTrialPlace + (TrialDistance * trials.Count));
            if (eligible.TryFind(trial.Key, out var slot)
                && (list.Contains(slot) || TryInsert(list, eligible, slot, place, limit)))
            {
                trials.Add(slot);
            }
        }

        return trials;
    }

    private bool TryInsert(List<int> list, EligibleCandidates eligible, int slot, int place, int limit)
    {
        var sellerMax = _settings.List.SellerMax;
        if (ListBuilder.KeepsSellerMax(list, eligible.Cards, sellerMax)
            && !ListBuilder.FitsSeller(list, eligible.Cards, eligible.Cards[slot], place, sellerMax))
        {
            return false;
        }

        list.Insert(place, slot);
        if (list.Count > limit)
        {
            list.RemoveAt(limit);
        }

        return list.Contains(slot);
    }
}
