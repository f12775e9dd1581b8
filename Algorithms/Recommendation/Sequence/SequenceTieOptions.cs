namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>How the order of engagements becomes ties between products, and ties a score for what comes next.</summary>
/// <param name="WindowMax">Earlier products of a history that an engagement is tied to; each tie changes two tables.</param>
/// <param name="GapExponent">A tie over g places weighs g^−GapExponent.</param>
/// <param name="BackwardShare">What a tie is worth to the later product, for which the earlier one is a candidate too.</param>
/// <param name="ReturnWeight">
/// What it weighs that a product came back, against another one following: it is seldom recorded, as a history holds each
/// product once, and says much.
/// </param>
/// <param name="Forgetting">Share of its old ties that a product forgets when it is followed: habits change.</param>
/// <param name="SourceExponent">Exponent of the degree of the product of the history: the rarer says more (IDF).</param>
/// <param name="NeighbourExponent">Exponent of the degree of the candidate.</param>
/// <param name="VoteExponent">
/// Exponent of what one product of the history says; below 1, agreement of several counts for more than one that is sure.
/// </param>
/// <param name="HistoryDecay">The product k places back in the history weighs HistoryDecay^k.</param>
public sealed record SequenceTieOptions(
    int WindowMax = 10,
    double GapExponent = 0.7,
    double BackwardShare = 0.4,
    double ReturnWeight = 4,
    double Forgetting = 0.003,
    double SourceExponent = -0.6,
    double NeighbourExponent = -0.15,
    double VoteExponent = 0.7,
    double HistoryDecay = 0.7)
{
    public static SequenceTieOptions Default { get; } = new();

    /// <summary>Weight of a tie over so many places, from 1.</summary>
    public float WeightOf(int gap)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(gap, 1);
        return (float)Math.Pow(gap, -GapExponent);
    }

    /// <summary>What votes for a candidate of this degree are multiplied by.</summary>
    public float NeighbourFactor(double degree) => NeighbourNormalisation.Factor(degree, NeighbourExponent * VoteExponent);

    /// <summary>What votes of a product of this degree are multiplied by.</summary>
    internal float SourceFactor(double degree) => NeighbourNormalisation.Factor(degree, SourceExponent * VoteExponent);
}
