namespace SocialCommerce.Algorithms.Evaluation;

/// <summary>
/// The area under the receiver operating characteristic: the chance that a random positive scores above a random negative,
/// a tie counting one half (Hanley, McNeil, "The meaning and use of the area under a receiver operating characteristic
/// curve", 1982). 0.5 is chance, 1 a perfect order. Exact, by ranks.
/// </summary>
public static class AreaUnderRoc
{
    /// <summary>Area for scores with their truths; 0.5 when there are no positives or no negatives.</summary>
    public static double Of(ReadOnlySpan<float> scores, ReadOnlySpan<bool> isPositive)
    {
        if (scores.Length != isPositive.Length)
        {
            throw new ArgumentException("Scores and truths differ in number.", nameof(isPositive));
        }

        var order = scores.ToArray();
        var truths = isPositive.ToArray();
        Array.Sort(order, truths);
        var positives = truths.AsSpan().Count(true);
        return OfWins(WinsOf(order, truths), positives, scores.Length - positives);
    }

    /// <summary>Area when <paramref name="wins"/> of all pairs of a positive and a negative are in order, ties halved.</summary>
    public static double OfWins(double wins, long positives, long negatives) =>
        positives <= 0 || negatives <= 0 ? 0.5 : wins / ((double)positives * negatives);

    // Ascending runs of equal scores: each positive beats all earlier negatives and half of those of its run.
    private static double WinsOf(float[] ascending, bool[] truths)
    {
        var wins = 0.0;
        var negativesBefore = 0L;
        for (var start = 0; start < ascending.Length;)
        {
            var end = start;
            while (end < ascending.Length && ascending[end].Equals(ascending[start]))
            {
                end++;
            }

            var positives = truths.AsSpan(start, end - start).Count(true);
            var negatives = end - start - positives;
            wins += positives * (negativesBefore + (negatives / 2.0));
            negativesBefore += negatives;
            start = end;
        }

        return wins;
    }
}
