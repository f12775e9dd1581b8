using System.Numerics.Tensors;

namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>
/// The learned ranker: ŷ = σ(wᵀx + b + vᵀ max(0, Ux + c)), where x is the product of the user's and the candidate's
/// embeddings, coordinate by coordinate, beside the retrievers' scores and other features. The first part is generalised
/// matrix factorisation (He et al., "Neural collaborative filtering", 2017), the second a small network beside it (Cheng et
/// al., "Wide &amp; deep learning for recommender systems", 2016). Immutable and safe to use from many threads.
/// </summary>
public sealed class RankerNetwork
{
    public const string KindName = "ranker";

    private const int FormatVersion = 1;
    private const int InputsMax = 4_096;
    private const int HiddenMax = 1_024;

    private readonly RankerParameters _parameters;

    internal RankerNetwork(RankerParameters parameters)
    {
        _parameters = parameters;
    }

    /// <summary>Numbers per candidate.</summary>
    public int Inputs => _parameters.Inputs;

    /// <summary>Scores rows of <see cref="Inputs"/> numbers, each from 0 to 1; the better the higher.</summary>
    public void Score(ReadOnlySpan<float> rows, Span<float> scores)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(rows.Length, scores.Length * Inputs);
        Span<float> input = stackalloc float[Inputs];
        Span<float> hidden = stackalloc float[_parameters.Hidden];
        for (var row = 0; row < scores.Length; row++)
        {
            _parameters.Standardise(rows.Slice(row * Inputs, Inputs), input);
            scores[row] = _parameters.Logit(input, hidden);
        }

        TensorPrimitives.Sigmoid(scores, scores);
    }

    public void Write(Stream destination) => ArtifactFormat.Write(destination, KindName, FormatVersion, writer =>
    {
        writer.Write(Inputs);
        writer.Write(_parameters.Hidden);
        writer.WriteFloats(_parameters.Means);
        writer.WriteFloats(_parameters.Scales);
        writer.WriteFloats(_parameters.Weights);
    });

    /// <exception cref="InvalidDataException">It is no ranker, or not all of one.</exception>
    public static RankerNetwork Read(Stream source) => ArtifactFormat.Read(source, KindName, FormatVersion, reader =>
    {
        var (inputs, hidden) = (reader.ReadInt32(), reader.ReadInt32());
        ArtifactFormat.Expect(inputs is > 0 and <= InputsMax && hidden is > 0 and <= HiddenMax, "Its size is impossible.");
        var parameters = new RankerParameters(inputs, hidden);
        reader.ReadFloats(parameters.Means);
        reader.ReadFloats(parameters.Scales);
        reader.ReadFloats(parameters.Weights);
        ArtifactFormat.Expect(parameters.AreFinite, "It has numbers that are none.");
        return new RankerNetwork(parameters);
    });
}
