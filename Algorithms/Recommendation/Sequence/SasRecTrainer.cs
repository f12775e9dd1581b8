namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>
/// Trains <see cref="SasRecModel"/>: all prefixes of a sequence at once, cross-entropy over cosines (Gupta et al., "NISER:
/// normalized item and session representations", 2019) against the catalogue or a sample of it, Adam, averaged weights. How
/// long is decided by held-out engagements of the training data itself. Without options the data decides. The number of
/// threads does not change the result.
/// </summary>
public sealed class SasRecTrainer(SasRecOptions? options = null, int threads = 2) : IModelTrainer
{
    public string Kind => SasRecModel.KindName;

    /// <inheritdoc />
    public ITrainingRun Start(TrainingData data, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(data);
        return SasRecTrainingRun.Start(data, OptionsFor(data), seed, threads);
    }

    /// <inheritdoc />
    public ITrainingRun Resume(TrainingData data, Stream checkpoint)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(checkpoint);
        return SasRecTrainingRun.Resume(data, OptionsFor(data), checkpoint, threads);
    }

    /// <inheritdoc />
    public IEmbeddingModel Read(Stream model) => SasRecModel.Read(model);

    private SasRecOptions OptionsFor(TrainingData data)
    {
        var chosen = options ?? SasRecOptions.SuitedTo(data);
        chosen.Validate();
        return chosen;
    }
}
