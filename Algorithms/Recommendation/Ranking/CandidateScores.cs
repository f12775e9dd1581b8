namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>
/// Scores of the candidates that may be shown: the calibrated sum of the channels with the boost of the category, or a
/// trained ranker's, less what dismissals and fatigue take.
/// </summary>
internal sealed class CandidateScores
{
    private readonly EligibleCandidates _eligible;
    private readonly ChannelCalibration _calibration;
    private readonly float[] _features;
    private readonly float[] _scores;

    private CandidateScores(EligibleCandidates eligible, ChannelCalibration calibration)
    {
        _eligible = eligible;
        _calibration = calibration;
        _features = new float[eligible.Count * CandidateFeatures.Count];
        _scores = new float[eligible.Count];
    }

    public ReadOnlySpan<float> Values => _scores;

    public ChannelCalibration Calibration => _calibration;

    public static CandidateScores Of(EligibleCandidates eligible, RankingContext context, RecommenderSettings settings)
    {
        var scores = new CandidateScores(eligible, ChannelCalibration.Of(eligible.Candidates, settings.Ranking));
        scores.Blend(context, settings.Ranking);
        if (settings.UsesTrainedRanker && context.Scorer is { } scorer)
        {
            scorer.Score(scores._features, scores._scores);
        }

        scores.PushDown(context, settings.List);
        return scores;
    }

    public ReadOnlyMemory<float> FeaturesOf(int slot) =>
        _features.AsMemory(slot * CandidateFeatures.Count, CandidateFeatures.Count);

    /// <summary>Slots by falling score; equal scores go to the smaller product id.</summary>
    public int[] Rank()
    {
        var slots = new int[_scores.Length];
        for (var slot = 0; slot < slots.Length; slot++)
        {
            slots[slot] = slot;
        }

        Array.Sort(slots, (left, right) => _scores[left] != _scores[right]
            ? _scores[right].CompareTo(_scores[left])
            : string.CompareOrdinal(_eligible.Cards[left].ProductId, _eligible.Cards[right].ProductId));
        return slots;
    }

    private void Blend(RankingContext context, RankerOptions options)
    {
        var highest = 0f;
        for (var slot = 0; slot < _scores.Length; slot++)
        {
            ref readonly var candidate = ref _eligible.Candidates[slot];
            var features = FeatureSpan(slot);
            CandidateFeatures.Describe(candidate, _eligible.Cards[slot], context, _calibration, features);
            features[CandidateFeatures.Content] = candidate.Content;
            var boost = 1 + (options.CategoryBoost * features[CandidateFeatures.CategoryShare]);
            _scores[slot] = _calibration.Score(candidate.Scores) * boost;
            highest = Math.Max(highest, _scores[slot]);
        }

        for (var slot = 0; slot < _scores.Length; slot++)
        {
            FeatureSpan(slot)[CandidateFeatures.Blend] = highest > 0 ? _scores[slot] / highest : 0;
        }
    }

    private void PushDown(RankingContext context, ListOptions options)
    {
        for (var slot = 0; slot < _scores.Length; slot++)
        {
            var card = _eligible.Cards[slot];
            if (context.Dismissed.Count > 0)
            {
                var alikeness = DismissalPenalty.AlikenessOf(card, context.Dismissed);
                FeatureSpan(slot)[CandidateFeatures.Dismissed] = alikeness;
                _scores[slot] *= 1 - (options.DismissalStrength * alikeness);
            }

            _scores[slot] *= Fatigue.FactorOf(context.ShownOf(card.ProductId), context.Now, options);
        }
    }

    private Span<float> FeatureSpan(int slot) =>
        _features.AsSpan(slot * CandidateFeatures.Count, CandidateFeatures.Count);
}
