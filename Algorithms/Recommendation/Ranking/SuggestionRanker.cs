namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>
/// Turns the proposals of all retrievers into one list: calibrates the channels, adds what the cards tell (popularity,
/// category, content), drops what is seen, sold out or excluded, and keeps any one category from taking the list over.
/// Deterministic; equal scores go to the smaller product id.
/// </summary>
public sealed class SuggestionRanker
{
    // A reason that explains less of the score than this would mislead.
    private const float ReasonShareMin = 0.1f;

    private readonly RankerOptions _options;

    public SuggestionRanker(RankerOptions? options = null)
    {
        _options = options ?? RankerOptions.Default;
    }

    /// <summary>The best suggestions among the candidates that have a card, the best first.</summary>
    public IReadOnlyList<RankedSuggestion> Rank(
        CandidatePool pool, IEnumerable<CandidateCard> cards, RankingContext context, int limit)
    {
        ArgumentNullException.ThrowIfNull(pool);
        ArgumentNullException.ThrowIfNull(cards);
        ArgumentNullException.ThrowIfNull(context);
        var eligible = Collect(pool, cards, context);
        var calibration = ChannelCalibration.Of(eligible.Candidates, _options);
        var best = new TopK<string>(eligible.Count, StringComparer.Ordinal);
        for (var slot = 0; slot < eligible.Count; slot++)
        {
            var boost = 1 + (_options.CategoryBoost * context.Affinity.ShareOf(eligible.Cards[slot].Category));
            best.Offer(eligible.Cards[slot].ProductId, calibration.Score(eligible.Candidates[slot].Scores) * boost);
        }

        return Explain(Diversify(best.Descending(), eligible, limit), eligible, calibration);
    }

    private EligibleCandidates Collect(CandidatePool pool, IEnumerable<CandidateCard> cards, RankingContext context)
    {
        var eligible = new EligibleCandidates(_options.ShortlistMax);
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
        candidate.Scores[(int)Retriever.Similar] *=
            NeighbourNormalisation.Factor(card.Degree, _options.Normalisation.Neighbour);
        if (!card.Embedding.IsEmpty && !context.Embedding.IsEmpty)
        {
            var cosine = Embedding.Cosine(card.Embedding.Span, context.Embedding.Span);
            candidate.Scores[(int)Retriever.Taste] += Math.Max(0, cosine);
        }
    }

    // What a full category pushes aside comes back at the end when nothing else fills the list.
    private List<Weighted<string>> Diversify(Weighted<string>[] ranked, EligibleCandidates eligible, int limit)
    {
        var cap = (int)Math.Ceiling(limit * _options.CategoryShareMax);
        var perCategory = new Dictionary<string, int>();
        var chosen = new List<Weighted<string>>(limit);
        var pushedAside = new List<Weighted<string>>();
        foreach (var entry in ranked)
        {
            if (chosen.Count == limit)
            {
                break;
            }

            var category = eligible.CardOf(entry.Key).Category;
            var count = perCategory.GetValueOrDefault(category);
            perCategory[category] = count + 1;
            (count < cap || category.Length == 0 ? chosen : pushedAside).Add(entry);
        }

        chosen.AddRange(pushedAside.Take(limit - chosen.Count));
        return chosen;
    }

    private List<RankedSuggestion> Explain(
        List<Weighted<string>> chosen, EligibleCandidates eligible, ChannelCalibration calibration)
    {
        var suggestions = new List<RankedSuggestion>(chosen.Count);
        foreach (var entry in chosen)
        {
            var reasons = ReasonsOf(eligible.CandidateOf(entry.Key), calibration);
            suggestions.Add(new RankedSuggestion(entry.Key, entry.Weight, reasons));
        }

        return suggestions;
    }

    private List<Reason> ReasonsOf(in Candidate candidate, ChannelCalibration calibration)
    {
        var enough = ReasonShareMin * calibration.Score(candidate.Scores);
        Span<float> contributions = stackalloc float[(int)ReasonKind.Campaign + 1];
        for (var channel = 1; channel < ChannelScores.Length; channel++)
        {
            contributions[(int)((Retriever)channel).ToReason()] += calibration.Contribution(candidate.Scores, channel);
        }

        var reasons = new List<Reason>(_options.ReasonsMax);
        for (var kind = ReasonKind.Similar; kind <= ReasonKind.Campaign; kind++)
        {
            var contribution = contributions[(int)kind];
            if (contribution > 0 && contribution >= enough)
            {
                reasons.Add(ReasonOf(kind, contribution, candidate));
            }
        }

        // Stable, so that equal contributions keep the order of the kinds.
        return [.. reasons.OrderByDescending(static reason => reason.Contribution).Take(_options.ReasonsMax)];
    }

    private static Reason ReasonOf(ReasonKind kind, float contribution, in Candidate candidate) => new(
        kind,
        contribution,
        kind == ReasonKind.Similar ? candidate.SourceProductId : null,
        kind == ReasonKind.Friend ? candidate.SourceUserId : null);
}
