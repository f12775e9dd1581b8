namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>How strongly a row is held back, by how much it has to explain.</summary>
internal readonly record struct RidgeRule(double UnobservedWeight, double Regularisation, double FrequencyExponent)
{
    public bool IsValid => UnobservedWeight is > 0 and < double.PositiveInfinity
        && Regularisation is > 0 and < double.PositiveInfinity && double.IsFinite(FrequencyExponent);

    /// <summary>λ (n + α₀ N)^ν for a row with n of N possible observations.</summary>
    public float Of(int observed, int all) =>
        (float)(Regularisation * Math.Pow(observed + (UnobservedWeight * all), FrequencyExponent));
}
