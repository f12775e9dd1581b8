namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>
/// Implicit matrix factorisation by alternating least squares (Hu, Koren, Volinsky, "Collaborative filtering for implicit
/// feedback datasets", 2008) with the loss, the frequency-scaled regularisation and the unobserved weight of Rendle,
/// Krichene, Zhang, Koren, "Revisiting the performance of iALS on item recommendation benchmarks", 2021. The model is the
/// same for any number of threads.
/// </summary>
public sealed class ImplicitAlsTrainer : IModelTrainer
{
    private const int Version = 1;

    private readonly ImplicitAlsOptions _options;

    /// <summary>A trainer with these hyper-parameters.</summary>
    public ImplicitAlsTrainer(ImplicitAlsOptions? options = null)
    {
        _options = options ?? new ImplicitAlsOptions();
        _options.Check();
    }

    public string Kind => "ials";

    public ITrainingRun Start(TrainingData data, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(data);
        return new ImplicitAlsRun(data, _options, seed);
    }

    /// <summary>Goes on from a checkpoint of the same data and the same options.</summary>
    public ITrainingRun Resume(TrainingData data, Stream checkpoint)
    {
        ArgumentNullException.ThrowIfNull(data);
        using var reader = new FactorReader(checkpoint, ImplicitAlsRun.CheckpointKind, Version);
        var stepsDone = reader.ReadCount();
        var run = new ImplicitAlsRun(data, _options, reader.ReadMatrix(), reader.ReadMatrix(), stepsDone);
        reader.End();
        return run;
    }

    public IEmbeddingModel Read(Stream model)
    {
        using var reader = new FactorReader(model, Kind, Version);
        var unobservedWeight = reader.ReadPositive();
        var ridge = new RidgeRule(unobservedWeight, reader.ReadPositive(), reader.ReadFinite());
        var items = reader.ReadMatrix();
        reader.End();
        return new ImplicitAlsModel(Kind, items, ridge);
    }

    /// <summary>The model without a detour over bytes.</summary>
    internal static void WriteModel(Stream destination, FactorMatrix items, RidgeRule ridge)
    {
        using var writer = new FactorWriter(destination, "ials", Version);
        writer.Write(ridge.UnobservedWeight);
        writer.Write(ridge.Regularisation);
        writer.Write(ridge.FrequencyExponent);
        writer.Write(items);
    }
}
