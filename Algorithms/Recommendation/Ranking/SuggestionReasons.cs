namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>Tells what of a suggestion's score is due to whom.</summary>
internal static class SuggestionReasons
{
    // A reason that explains less of the score than this would mislead.
    private const float ReasonShareMin = 0.1f;

    public static RankedSuggestion Explain(
        string productId, float score, in Candidate candidate, ChannelCalibration calibration, int reasonsMax, bool isTrial)
    {
        Span<float> contributions = stackalloc float[(int)ReasonKind.Campaign + 1];
        var source = Retriever.Explore;
        var strongest = 0f;
        for (var channel = 1; channel < ChannelScores.Length; channel++)
        {
            var contribution = calibration.Contribution(candidate.Scores, channel);
            contributions[(int)((Retriever)channel).ToReason()] += contribution;
            if (contribution > strongest)
            {
                (source, strongest) = ((Retriever)channel, contribution);
            }
        }

        var enough = ReasonShareMin * calibration.Score(candidate.Scores);
        var isSequence = calibration.Contribution(candidate.Scores, (int)Retriever.Sequence)
            > calibration.Contribution(candidate.Scores, (int)Retriever.Similar);
        var product = isSequence ? candidate.PredecessorId : candidate.SourceProductId;
        var reasons = ReasonsOf(contributions, enough, product, candidate.SourceUserId, isTrial);
        reasons = reasons[..Math.Min(reasons.Count, reasonsMax)];
        return new RankedSuggestion(productId, score, reasons, isTrial ? Retriever.Explore : source, IsTrial: isTrial);
    }

    private static List<Reason> ReasonsOf(
        ReadOnlySpan<float> contributions, float enough, string? productId, string? userId, bool isTrial)
    {
        var reasons = new List<Reason>(contributions.Length);
        for (var kind = ReasonKind.Similar; kind <= ReasonKind.Campaign; kind++)
        {
            var contribution = contributions[(int)kind];
            if ((contribution > 0 && contribution >= enough) || (isTrial && kind == ReasonKind.Explore))
            {
                reasons.Add(new Reason(
                    kind,
                    contribution,
                    kind == ReasonKind.Similar ? productId : null,
                    kind == ReasonKind.Friend ? userId : null));
            }
        }

        // Stable, so that equal contributions keep the order of the kinds.
        return [.. reasons.OrderByDescending(static reason => reason.Contribution)];
    }
}
