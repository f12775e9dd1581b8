namespace SocialCommerce.Algorithms.Experiments;

/// <summary>How a treatment differs from the control, in units of the outcome.</summary>
/// <param name="Difference">Treatment minus control.</param>
/// <param name="StandardError">Of the difference; infinite while too few units are there to tell.</param>
/// <param name="Low">Lower end of the interval.</param>
/// <param name="High">Upper end of the interval.</param>
/// <param name="PValue">0 to 1: how likely a difference at least this large is without an effect.</param>
public readonly record struct EffectEstimate(
    double Difference, double StandardError, double Low, double High, double PValue)
{
    /// <summary>True when the interval leaves zero out.</summary>
    public bool ExcludesZero => Low > 0 || High < 0;

    /// <summary>Nothing can be said yet.</summary>
    public static EffectEstimate Unknown(double difference) => new(
        difference, double.PositiveInfinity, double.NegativeInfinity, double.PositiveInfinity, PValue: 1);
}
