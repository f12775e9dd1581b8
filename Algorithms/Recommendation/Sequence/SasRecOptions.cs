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
    float LearningRate = 0.002f,
    float Sharpness = 18,
    int TokensPerBatch = 1024,
    int NegativesMax = 4096,
    int EpochsMax = 40,
    int Patience = 2)
{
    private const double SmallTokens = 150_000;
    private const double DropoutExponent = 0.45;
    private const double OperationsMax = 6e13;
    private const int EpochsMin = 5;

    public static SasRecOptions Default { get; } = new();

    /// <summary>
    /// The defaults with what depends on the amount of data: the less there is, the more activations are silenced; the more
    /// there is, the fewer passes are needed, and affordable.
    /// </summary>
    public static SasRecOptions SuitedTo(TrainingData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        var tokens = Math.Max(1, data.Sequences.Sum(sequence => Math.Max(0L, sequence.Length - 1)));
        var dropout = 0.5 * Math.Pow(SmallTokens / tokens, DropoutExponent);
        var epochs = OperationsMax / (tokens * Default.OperationsPerToken(data.ItemCount));
        return Default with
        {
            Dropout = (float)Math.Clamp(dropout, 0.1, 0.5),
            EpochsMax = (int)Math.Clamp(epochs, EpochsMin, Default.EpochsMax),
        };
    }

    /// <summary>Multiplications and additions that learning from one engagement takes, about.</summary>
    internal double OperationsPerToken(int itemCount)
    {
        var candidates = Math.Min(itemCount, NegativesMax + TokensPerBatch);
        return 6.0 * (new TransformerLayout(this).Length + ((double)candidates * Dimensions));
    }

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
