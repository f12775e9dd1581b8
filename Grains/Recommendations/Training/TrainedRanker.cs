using SocialCommerce.Algorithms.Recommendation;

namespace SocialCommerce.Grains.Recommendations;

/// <summary>The ranker of a promoted version.</summary>
internal sealed class TrainedRanker : ICandidateScorer
{
    private readonly RankerNetwork _network;

    public TrainedRanker(string version, RankerNetwork network)
    {
        if (network.Inputs != CandidateFeatures.Count)
        {
            throw new InvalidDataException($"The ranker of {version} wants {network.Inputs} features, not {CandidateFeatures.Count}.");
        }

        Version = version;
        _network = network;
    }

    public string Version { get; }

    public void Score(ReadOnlySpan<float> features, Span<float> scores) => _network.Score(features, scores);
}
