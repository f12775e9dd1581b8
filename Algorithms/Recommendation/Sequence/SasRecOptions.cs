namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>Shape and training of a <see cref="SasRecModel"/>.</summary>
/// <param name="Dimensions">Length of the vectors of users and products; a multiple of <paramref name="Heads"/>.</param>
/// <param name="Layers">Transformer blocks.</param>
/// <param name="Heads">Attention heads of a block.</param>
/// <param name="HiddenDimensions">Width of the feed-forward part of a block.</param>
/// <param name="LengthMax">Products of a history that are looked at, the newest.</param>
/// <param name="Dropout">Share of activations silenced while training, 0 to below 1.</param>
/// <param name="LearningRate">Step size of Adam.</param>
/// <param name="Sharpness">Factor of the cosine between user and product in the softmax: its inverse temperature.</param>
/// <param name="TokensPerBatch">Engagements learnt from between two updates, on average.</param>
/// <param name="NegativesMax">
/// Products drawn as negatives for a batch; a catalogue that is not larger is used in full.
/// </param>
/// <param name="EpochsMax">Passes over the data at most.</param>
/// <param name="Patience">Passes without progress on held-out engagements after which training ends.</param>
public sealed record SasRecOptions(
    int Dimensions = 64,
    int Layers = 2,
    int Heads = 2,
    int HiddenDimensions = 128,
    int LengthMax = 50,
    float Dropout = 0.4f,
    float LearningRate = 0.001f,
    float Sharpness = 14,
    int TokensPerBatch = 1024,
    int NegativesMax = 4096,
    int EpochsMax = 40,
    int Patience = 3)
{
    public static SasRecOptions Default { get; } = new();

    internal int HeadDimensions => Dimensions / Heads;

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Heads);
        ArgumentOutOfRangeException.ThrowIfLessThan(Dimensions, Heads);
        ArgumentOutOfRangeException.ThrowIfNotEqual(Dimensions % Heads, 0);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Layers);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(HiddenDimensions);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(LengthMax);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Sharpness);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(LearningRate);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(TokensPerBatch);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(NegativesMax);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(EpochsMax);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Patience);
        ArgumentOutOfRangeException.ThrowIfNegative(Dropout);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(Dropout, 1);
    }
}
