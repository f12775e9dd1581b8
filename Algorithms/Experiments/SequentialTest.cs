namespace SocialCommerce.Algorithms.Experiments;

/// <summary>
/// A test that may be looked at as often as one likes and stopped at any time: the mixture sequential probability ratio
/// test (Johari, Koomen, Pekelis, Walsh, "Peeking at A/B tests: why it matters, and what to do about it", 2017) and the
/// confidence sequence that belongs to it (Howard, Ramdas, McAuliffe, Sekhon, "Time-uniform, nonparametric, nonasymptotic
/// confidence sequences", 2021), with the variance estimated as in Waudby-Smith, Arbour, Sinha, Kennedy, Ramdas,
/// "Time-uniform central limit theory and asymptotic confidence sequences", 2021.
/// </summary>
public sealed class SequentialTest
{
    /// <summary>With fewer units in a variant the variance is not known well enough to say anything.</summary>
    public const int UnitsMin = 50;

    private readonly double _alpha;
    private readonly double _mixture;

    /// <param name="alpha">Chance of ever finding a difference where there is none, 0 to 1.</param>
    /// <param name="plannedUnits">
    /// Units per variant at which the interval is to be narrowest, chosen before the start. Any number is valid; a wrong
    /// one only costs power.
    /// </param>
    public SequentialTest(double alpha, double plannedUnits)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(alpha);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(alpha, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(plannedUnits, 1);
        _alpha = alpha;

        // The mixture variance, in outcome variances, that is best at the plan (Waudby-Smith et al., appendix B).
        var logs = -2 * Math.Log(alpha);
        _mixture = (logs + Math.Log(logs + 1)) / (plannedUnits / 2);
    }

    /// <summary>
    /// The interval and p-value as of now. Over a whole experiment the interval misses the truth at any look, and the
    /// p-value falls below a level without an effect, no more often than that level.
    /// </summary>
    public EffectEstimate Compare(UnitMoments control, UnitMoments treatment)
    {
        var difference = treatment.Mean - control.Mean;
        var variance = control.MeanVariance + treatment.MeanVariance;
        if (Math.Min(control.Count, treatment.Count) < UnitsMin || !(variance > 0))
        {
            return EffectEstimate.Unknown(difference);
        }

        // Information in units: of equal variants it is half their size.
        var units = 1 / ((1.0 / control.Count) + (1.0 / treatment.Count));
        var gain = units * _mixture;
        var error = Math.Sqrt(variance);
        var score = difference / error;
        var logRatio = (score * score * gain / (2 * (1 + gain))) - (0.5 * Math.Log(1 + gain));
        var reach = error * Math.Sqrt((1 + gain) / gain * ((2 * Math.Log(1 / _alpha)) + Math.Log(1 + gain)));
        return new EffectEstimate(
            difference, error, difference - reach, difference + reach, Math.Min(1, Math.Exp(-logRatio)));
    }
}
