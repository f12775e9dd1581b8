using System.Runtime.Intrinsics;

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
        var highest = Vector512<float>.Zero;
        foreach (ref readonly var candidate in candidates)
        {
            highest = Vector512.Max(highest, candidate.Scores.Vector);
        }

        var best = new ChannelScores { Vector = highest };
        var confidence = (float)Math.Pow(Math.Min(1, best[(int)Retriever.Similar]), options.SimilarConfidence);
        for (var channel = 0; channel < ChannelScores.Length; channel++)
        {
            best[channel] = best[channel] > 0 ? options.WeightOf((Retriever)channel) / best[channel] : 0;
        }

        best[(int)Retriever.Similar] *= confidence;
        return new ChannelCalibration(best);
    }

    public float Contribution(in ChannelScores scores, int channel) => scores[channel] * _factors[channel];

    public float Score(in ChannelScores scores) => Vector512.Dot(scores.Vector, _factors.Vector);
}
