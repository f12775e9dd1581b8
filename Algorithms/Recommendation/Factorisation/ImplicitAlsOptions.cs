namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>Hyper-parameters of <see cref="ImplicitAlsTrainer"/>.</summary>
/// <param name="Dimensions">Length of the vectors, 1 to 1,024.</param>
/// <param name="Regularisation">λ, relative to what a row has to explain.</param>
/// <param name="UnobservedWeight">α₀, weight of a pair that was not observed against an observed one.</param>
/// <param name="FrequencyExponent">ν: a row of n observations is regularised by λ (n + α₀ N)^ν.</param>
/// <param name="Epochs">Sweeps over all users and all items.</param>
/// <param name="SolverSteps">Steps of conjugate gradients per row and sweep, starting where the last sweep ended.</param>
/// <param name="Threads">1 or 2; the model does not depend on it.</param>
public sealed record ImplicitAlsOptions(
    int Dimensions = 128,
    double Regularisation = 0.01,
    double UnobservedWeight = 0.01,
    double FrequencyExponent = 1,
    int Epochs = 10,
    int SolverSteps = 3,
    int Threads = 1)
{
    public const int DimensionsMax = 1_024;
    public const int ThreadsMax = 2;

    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Dimensions, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Dimensions, DimensionsMax);
        ArgumentOutOfRangeException.ThrowIfLessThan(Epochs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(SolverSteps, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Threads, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Threads, ThreadsMax);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Regularisation);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(UnobservedWeight);
    }
}
