using SocialCommerce.Algorithms.Recommendation;

namespace SocialCommerce.Algorithms.Evaluation;

/// <summary>
/// Ranks what may come next by one source, or by a blend of the best candidates of several. Reuses its buffers.
/// </summary>
public sealed class NextItemRanker
{
    // Enough for whatever may reach the first places of a blend.
    private const int CandidatesMax = 300;

    private readonly IReadOnlyList<INextItemSource> _sources;
    private readonly bool _excludeHistory;
    private readonly ScoreAccumulator _scores;
    private readonly BlendPool _pool;
    private float[] _blended = [];

    /// <summary>Ranks <paramref name="itemCount"/> items, those of the prefix too unless they are excluded.</summary>
    public NextItemRanker(int itemCount, IReadOnlyList<INextItemSource> sources, bool excludeHistory)
    {
        ArgumentNullException.ThrowIfNull(sources);
        ArgumentOutOfRangeException.ThrowIfZero(sources.Count);
        _sources = sources;
        _excludeHistory = excludeHistory;
        _scores = new ScoreAccumulator(itemCount);
        _pool = new BlendPool(itemCount, sources.Count);
    }

    /// <summary>Finds the weights of the sources by the discounted gain of the first k places on cases of validation.</summary>
    public BlendFit Fit(IReadOnlyList<NextItemCase> validation, int k, IProgress<long>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(validation);
        var cases = new List<BlendCase>(validation.Count);
        foreach (var request in validation)
        {
            FillPool(request.Prefix);
            cases.Add(BlendCase.Of(_pool, [request.Label]));
            progress.Step(cases.Count);
        }

        return ScoreBlendFitter.Fit(cases, _sources.Count, new BlendFitOptions(BlendObjective.Ndcg, k));
    }

    /// <summary>Adds the scores of the items to rank; a blend of one source is that source, for all of its items.</summary>
    public void Score(int[] prefix, ScoreBlend blend, ScoreAccumulator destination)
    {
        ArgumentNullException.ThrowIfNull(blend);
        ArgumentNullException.ThrowIfNull(destination);
        if (blend.Weights.Length - blend.Weights.Count(0) == 1)
        {
            _sources[blend.Weights.IndexOfAnyExcept(0)].Score(prefix, destination);
            return;
        }

        FillPool(prefix);
        if (_blended.Length < _pool.Count)
        {
            _blended = new float[_pool.Count * 2];
        }

        blend.Score(_pool, _blended);
        for (var slot = 0; slot < _pool.Count; slot++)
        {
            destination.Add(_pool.Items[slot], _blended[slot]);
        }
    }

    private void FillPool(int[] prefix)
    {
        _pool.Clear();
        for (var source = 0; source < _sources.Count; source++)
        {
            _sources[source].Score(prefix, _scores);
            foreach (var item in _excludeHistory ? prefix : [])
            {
                _scores.Exclude(item);
            }

            // What a source cuts off is worth to it what it cut first; a list that is complete ends at nothing.
            var best = _scores.Top(CandidatesMax);
            _pool.Add(source, best, floor: best.Length < CandidatesMax ? 0 : best[^1].Weight);
            _scores.Clear();
        }
    }
}
