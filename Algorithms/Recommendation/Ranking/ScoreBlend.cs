using System.Numerics.Tensors;

namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>
/// One ranking out of several sources': the weighted sum of their scaled scores (CombSUM: Fox, Shaw, "Combination of
/// multiple searches", 1994). A source of weight 0 is switched off. <see cref="ScoreBlendFitter"/> finds the weights.
/// </summary>
public sealed class ScoreBlend
{
    private readonly float[] _weights;

    /// <summary>A blend of as many sources as there are weights, none of them negative.</summary>
    public ScoreBlend(params ReadOnlySpan<float> weights)
    {
        foreach (var weight in weights)
        {
            if (!(weight >= 0) || float.IsInfinity(weight))
            {
                throw new ArgumentOutOfRangeException(nameof(weights), weight, "A weight is finite and not negative.");
            }
        }

        _weights = weights.ToArray();
    }

    public ReadOnlySpan<float> Weights => _weights;

    /// <summary>Writes the blended score of every candidate of the pool, parallel to <see cref="BlendPool.Items"/>.</summary>
    public void Score(BlendPool pool, Span<float> destination)
    {
        ArgumentNullException.ThrowIfNull(pool);
        ArgumentOutOfRangeException.ThrowIfNotEqual(pool.SourceCount, _weights.Length);
        var scores = destination[..pool.Count];
        scores.Clear();
        for (var source = 0; source < _weights.Length; source++)
        {
            TensorPrimitives.MultiplyAdd(pool.Column(source), _weights[source], scores, scores);
        }
    }
}
