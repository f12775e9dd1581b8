namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>
/// Which categories a user is interested in now: shares that sum to one, moved by every engagement and forgotten
/// geometrically. Bounded. Not thread-safe.
/// </summary>
public sealed class CategoryAffinity
{
    public const int Capacity = 32;

    /// <summary>What is left of the old interest after one more engagement of full weight.</summary>
    public const float Retention = 0.85f;

    private readonly HeavyHitters<string> _weights;

    public CategoryAffinity()
    {
        _weights = new HeavyHitters<string>(Capacity);
    }

    /// <summary>Continues from stored state.</summary>
    public CategoryAffinity(HeavyHittersSnapshot<string> snapshot)
    {
        _weights = new HeavyHitters<string>(snapshot, Capacity);
    }

    /// <summary>Counts an engagement with a product of the category.</summary>
    public void Record(string category, float weight = 1)
    {
        ArgumentException.ThrowIfNullOrEmpty(category);
        _weights.Scale(MathF.Pow(Retention, weight));
        _weights.Add(category, weight);
    }

    /// <summary>Share of the user's interest that a category has, 0 to 1.</summary>
    public float ShareOf(string category)
    {
        var total = Total();
        return total > 0 ? _weights.WeightOf(category) / total : 0;
    }

    /// <summary>The categories of most interest with their shares, the largest first.</summary>
    public IReadOnlyList<Weighted<string>> Top(int limit)
    {
        var total = Total();
        var all = new List<Weighted<string>>(_weights.Count);
        for (var slot = 0; slot < _weights.Count; slot++)
        {
            all.Add(new Weighted<string>(_weights.Keys[slot], _weights.Weights[slot] / total));
        }

        return [.. all.OrderByDescending(entry => entry.Weight).Take(limit)];
    }

    /// <summary>State to store; the arrays are copies.</summary>
    public HeavyHittersSnapshot<string> Export() => _weights.Export();

    private float Total() => System.Numerics.Tensors.TensorPrimitives.Sum(_weights.Weights);
}
