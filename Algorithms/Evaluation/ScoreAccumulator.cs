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

    public ScoreAccumulator(int itemCount)
    {
        _scores = new float[itemCount];
        _touched = new int[itemCount];
    }

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
    /// Marks the ranks at which the relevant items come. An item that ties with a relevant one comes before it, so that a
    /// model which cannot tell items apart earns nothing; an item without a score is never found.
    /// </summary>
    public void MarkHits(ReadOnlySpan<int> relevant, Span<bool> hits)
    {
        hits.Clear();
        Span<int> placed = relevant.Length <= 256 ? stackalloc int[relevant.Length] : new int[relevant.Length];
        relevant.CopyTo(placed);
        placed.Sort((left, right) => _scores[right].CompareTo(_scores[left]));
        for (var slot = 0; slot < placed.Length && _scores[placed[slot]] > float.Epsilon; slot++)
        {
            // Relevant items behind this one must not count against it even where they tie.
            var rank = CountAtLeast(_scores[placed[slot]]) - CountAtLeast(placed[slot..], _scores[placed[slot]]);
            if (rank >= hits.Length)
            {
                return;
            }

            hits[rank] = true;
        }
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

    private int CountAtLeast(float score)
    {
        var count = 0;
        foreach (var item in Touched)
        {
            count += _scores[item] >= score ? 1 : 0;
        }

        return count;
    }

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
