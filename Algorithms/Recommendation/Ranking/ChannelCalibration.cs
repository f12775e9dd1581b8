using System.Runtime.Intrinsics;

namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>Scales every channel so that its best candidate contributes just the channel's weight.</summary>
internal readonly struct ChannelCalibration
{
    private readonly ChannelScores _factors;
    private readonly ChannelScores _highest;

    private ChannelCalibration(ChannelScores factors, ChannelScores highest)
    {
        _factors = factors;
        _highest = highest;
    }

    public static ChannelCalibration Of(ReadOnlySpan<Candidate> candidates, RankerOptions options)
    {
        var vector = Vector512<float>.Zero;
        foreach (ref readonly var candidate in candidates)
        {
            vector = Vector512.Max(vector, candidate.Scores.Vector);
        }

        var highest = new ChannelScores { Vector = vector };
        var factors = highest;
        var confidence = (float)Math.Pow(Math.Min(1, highest[(int)Retriever.Similar]), options.SimilarConfidence);
        for (var channel = 0; channel < ChannelScores.Length; channel++)
        {
            factors[channel] = highest[channel] > 0 ? options.WeightOf((Retriever)channel) / highest[channel] : 0;
        }

        factors[(int)Retriever.Similar] *= confidence;
        return new ChannelCalibration(factors, highest);
    }

    public float Contribution(in ChannelScores scores, int channel) => scores[channel] * _factors[channel];

    /// <summary>A score relative to the best candidate's of the channel, 0 to 1.</summary>
    public float Relative(in ChannelScores scores, int channel) =>
        _highest[channel] > 0 ? scores[channel] / _highest[channel] : 0;

    public float Score(in ChannelScores scores) => Vector512.Dot(scores.Vector, _factors.Vector);
}
