using SocialCommerce.Algorithms.Recommendation;

namespace SocialCommerce.Algorithms.Evaluation;

/// <summary>
/// Scores of all items for one request: a dense array, and a list of the items that got any score so that clearing costs
/// what was touched and not the size of the catalogue. Reused between requests.
/// </summary>
public sealed class ScoreAccumulator
{
    private readonly float[] _scores;
    private readonly int[] _touched;
    private readonly float[] _gathered;

    public ScoreAccumulator(int itemCount)
    {
        _scores = new float[itemCount];
        _touched = new int[itemCount];
        _gathered = new float[itemCount];
    }

    public int ItemCount => _scores.Length;

    public int TouchedCount { get; private set; }

    /// <summary>Items with a score.</summary>
    public ReadOnlySpan<int> Touched => _touched.AsSpan(0, TouchedCount);

    public float this[int item] => _scores[item];

    /// <summary>Adds to the score of an item; the amount is positive.</summary>
    public void Add(int item, float amount)
    {
        if (_scores[item] == 0)
        {
            _touched[TouchedCount++] = item;
        }

        // Keeps a score that underflows from being counted as untouched twice.
        _scores[item] += Math.Max(amount, float.Epsilon);
    }

    public void Multiply(ReadOnlySpan<float> factors)
    {
        foreach (var item in Touched)
        {
            _scores[item] = Math.Max(_scores[item] * factors[item], float.Epsilon);
        }
    }

    /// <summary>Takes an item out of the ranking.</summary>
    public void Exclude(int item)
    {
        if (_scores[item] > 0)
        {
            _scores[item] = float.Epsilon;
        }
    }

    public void Clear()
    {
        foreach (var item in Touched)
        {
            _scores[item] = 0;
        }

        TouchedCount = 0;
    }

    /// <summary>
    /// Marks the ranks at which the relevant items come, and orders them best first. An item that ties with a relevant one
    /// comes before it, so that a model which cannot tell items apart earns nothing; an item without a score is never found.
    /// </summary>
    public void RankRelevant(Span<int> relevant, Span<bool> hits)
    {
        hits.Clear();
        relevant.Sort((left, right) => _scores[right].CompareTo(_scores[left]));
        for (var slot = 0; slot < relevant.Length && _scores[relevant[slot]] > float.Epsilon; slot++)
        {
            // Relevant items behind this one must not count against it even where they tie.
            var score = _scores[relevant[slot]];
            var rank = CountAtLeast(Touched, score) - CountAtLeast(relevant[slot..], score);
            if (rank >= hits.Length)
            {
                return;
            }

            hits[rank] = true;
        }
    }

    /// <summary>
    /// Area under the curve of the relevant items against the rest of <paramref name="candidateCount"/> items that may be
    /// ranked; those without a score tie behind all others.
    /// </summary>
    public double Auc(ReadOnlySpan<int> relevant, int candidateCount)
    {
        var scored = Gather();
        var negatives = candidateCount - relevant.Length;
        var wins = 0.0;
        foreach (var item in relevant)
        {
            var score = Math.Max(_scores[item], float.Epsilon);
            wins += score > float.Epsilon
                ? negatives - CountBetter(scored, score) + CountBetter(relevant, score)
                : (negatives - scored.Length + CountScored(relevant)) / 2.0;
        }

        return AreaUnderRoc.OfWins(wins, relevant.Length, negatives);
    }

    /// <summary>The best items in order; equal scores go to the lower item.</summary>
    public Weighted<int>[] Top(int limit)
    {
        var best = new TopK<int>(limit);
        foreach (var item in Touched)
        {
            if (_scores[item] > float.Epsilon && best.IsPlausible(_scores[item]))
            {
                best.Offer(item, _scores[item]);
            }
        }

        return best.Descending();
    }

    private ReadOnlySpan<float> Gather()
    {
        var count = 0;
        foreach (var item in Touched)
        {
            _gathered[count] = _scores[item];
            count += _scores[item] > float.Epsilon ? 1 : 0;
        }

        return _gathered.AsSpan(0, count);
    }

    // An equal score counts one half.
    private static double CountBetter(ReadOnlySpan<float> scores, float score)
    {
        var halves = 0;
        foreach (var other in scores)
        {
            halves += (other > score ? 1 : 0) + (other >= score ? 1 : 0);
        }

        return halves / 2.0;
    }

    private double CountBetter(ReadOnlySpan<int> items, float score)
    {
        var halves = 0;
        foreach (var item in items)
        {
            halves += (_scores[item] > score ? 1 : 0) + (_scores[item] >= score ? 1 : 0);
        }

        return halves / 2.0;
    }

    private int CountScored(ReadOnlySpan<int> items) => CountAtLeast(items, float.Epsilon * 2);

    private int CountAtLeast(ReadOnlySpan<int> items, float score)
    {
        var count = 0;
        foreach (var item in items)
        {
            count += _scores[item] >= score ? 1 : 0;
        }

        return count;
    }
}
