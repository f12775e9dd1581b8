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
        var reasons = ReasonsOf(contributions, enough, candidate, reasonsMax, isTrial);
        return new RankedSuggestion(productId, score, reasons, isTrial ? Retriever.Explore : source, IsTrial: isTrial);
    }

    private static List<Reason> ReasonsOf(
        ReadOnlySpan<float> contributions, float enough, in Candidate candidate, int reasonsMax, bool isTrial)
    {
        var reasons = new List<Reason>(reasonsMax);
        for (var kind = ReasonKind.Similar; kind <= ReasonKind.Campaign; kind++)
        {
            var contribution = contributions[(int)kind];
            if ((contribution > 0 && contribution >= enough) || (isTrial && kind == ReasonKind.Explore))
            {
                reasons.Add(ReasonOf(kind, contribution, candidate));
            }
        }

        // Stable, so that equal contributions keep the order of the kinds.
        return [.. reasons.OrderByDescending(static reason => reason.Contribution).Take(reasonsMax)];
    }

    private static Reason ReasonOf(ReasonKind kind, float contribution, in Candidate candidate) => new(
        kind,
        contribution,
        kind == ReasonKind.Similar ? candidate.SourceProductId : null,
        kind == ReasonKind.Friend ? candidate.SourceUserId : null);
}
