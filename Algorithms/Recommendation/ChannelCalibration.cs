namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>Scales every channel so that its best candidate contributes just the channel's weight.</summary>
internal readonly struct ChannelCalibration
{
    private readonly ChannelScores _factors;

    private ChannelCalibration(ChannelScores factors)
    {
        _factors = factors;
    }

    public static ChannelCalibration Of(ReadOnlySpan<Candidate> candidates, RankerOptions options)
    {
        var best = default(ChannelScores);
        foreach (ref readonly var candidate in candidates)
        {
            for (var channel = 0; channel < ChannelScores.Length; channel++)
            {
                best[channel] = Math.Max(best[channel], candidate.Scores[channel]);
            }
        }

        var confidence = (float)Math.Pow(Math.Min(1, best[(int)ReasonKind.Similar]), options.SimilarConfidence);
        for (var channel = 0; channel < ChannelScores.Length; channel++)
        {
            best[channel] = best[channel] > 0 ? options.WeightOf((ReasonKind)channel) / best[channel] : 0;
        }

        best[(int)ReasonKind.Similar] *= confidence;
        return new ChannelCalibration(best);
    }

    public float Contribution(in ChannelScores scores, int channel) => scores[channel] * _factors[channel];

    public float Score(in ChannelScores scores)
    {
        var sum = 0f;
        for (var channel = 0; channel < ChannelScores.Length; channel++)
        {
            sum += Contribution(scores, channel);
        }

        return sum;
    }
}
