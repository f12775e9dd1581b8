namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>
/// Trains <see cref="SasRecModel"/>: all prefixes of a sequence at once, cross-entropy over cosines (Gupta et al., "NISER:
/// normalized item and session representations", 2019) against the catalogue or a sample of it, Adam, averaged weights. How
/// long is decided by held-out engagements of the training data itself. The number of threads does not change the result.
/// </summary>
public sealed class SasRecTrainer(SasRecOptions? options = null, int threads = 2) : IModelTrainer
{
    private readonly SasRecOptions _options = options ?? SasRecOptions.Default;

    public string Kind => SasRecModel.KindName;

    /// <inheritdoc />
    public ITrainingRun Start(TrainingData data, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(data);
        _options.Validate();
        return SasRecTrainingRun.Start(data, _options, seed, threads);
    }

    /// <inheritdoc />
    public ITrainingRun Resume(TrainingData data, Stream checkpoint)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(checkpoint);
        _options.Validate();
        return SasRecTrainingRun.Resume(data, _options, checkpoint, threads);
    }

    /// <inheritdoc />
    public IEmbeddingModel Read(Stream model) => SasRecModel.Read(model);
}
