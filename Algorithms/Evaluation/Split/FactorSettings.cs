using SocialCommerce.Algorithms.Recommendation;

namespace SocialCommerce.Algorithms.Evaluation;

/// <summary>Hyper-parameters of factorisation that depend on the data.</summary>
internal sealed record FactorSettings(double Regularisation, double UnobservedWeight)
{
    private const int PairsOfLargeData = 300_000;
    private const int LargeDimensions = 256;
    private const int SmallDimensions = 128;

    public static FactorSettings Default { get; } = new(Regularisation: 0.01, UnobservedWeight: 0.01);

    /// <summary>More pairs can tell more dimensions apart.</summary>
    public ImplicitAlsOptions Trained(SplitDataset dataset) => new(
        dataset.Train.Sum(items => (long)items.Length) >= PairsOfLargeData ? LargeDimensions : SmallDimensions,
        Regularisation,
        UnobservedWeight,
        Threads: Math.Min(ImplicitAlsOptions.ThreadsMax, Environment.ProcessorCount));

    /// <summary>The same loss, event by event.</summary>
    public IncrementalFactorOptions Incremental() =>
        new(SmallDimensions, Regularisation, UnobservedWeight);
}
