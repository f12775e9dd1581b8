namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>
/// Implicit matrix factorisation by alternating least squares (Hu, Koren, Volinsky, "Collaborative filtering for implicit
/// feedback datasets", 2008) with the loss, the frequency-scaled regularisation and the unobserved weight of Rendle,
/// Krichene, Zhang, Koren, "Revisiting the performance of iALS on item recommendation benchmarks", 2021. The model is the
/// same for any number of threads.
/// </summary>
public sealed class ImplicitAlsTrainer : IModelTrainer
{
    private const string KindName = "ials";
    private const int Version = 1;

    private readonly ImplicitAlsOptions _options;

    /// <summary>A trainer with these hyper-parameters.</summary>
    public ImplicitAlsTrainer(ImplicitAlsOptions? options = null)
    {
        _options = options ?? new ImplicitAlsOptions();
        _options.Check();
    }

    public string Kind => KindName;

    public ITrainingRun Start(TrainingData data, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(data);
        return new ImplicitAlsRun(data, _options, seed);
    }

    /// <summary>Goes on from a checkpoint of the same data and the same options.</summary>
    public ITrainingRun Resume(TrainingData data, Stream checkpoint)
    {
        ArgumentNullException.ThrowIfNull(data);
        return ArtifactFormat.Read(checkpoint, ImplicitAlsRun.CheckpointKind, Version, reader =>
            new ImplicitAlsRun(data, _options, reader.ReadInt32(), reader.ReadMatrix(), reader.ReadMatrix()));
    }

    public IEmbeddingModel Read(Stream model) => ArtifactFormat.Read(model, KindName, Version, reader =>
    {
        var ridge = new RidgeRule(reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble());
        ArtifactFormat.Expect(ridge.IsValid, "Its regularisation is impossible.");
        return new ImplicitAlsModel(KindName, reader.ReadMatrix(), ridge);
    });

    internal static void WriteModel(Stream destination, FactorMatrix items, RidgeRule ridge) =>
        ArtifactFormat.Write(destination, KindName, Version, writer =>
        {
            writer.Write(ridge.UnobservedWeight);
            writer.Write(ridge.Regularisation);
            writer.Write(ridge.FrequencyExponent);
            writer.WriteMatrix(items);
        });
}
