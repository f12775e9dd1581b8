using SocialCommerce.Algorithms.Recommendation;

namespace SocialCommerce.Algorithms.Evaluation;

/// <summary>Asks all retrievers for one user's best candidates and blends them. Reuses its buffers.</summary>
internal sealed class BlendedRanking
{
    // Below whatever a candidate of any retriever scores, above nothing.
    private const float TailFactor = 1e-6f;

    private readonly IReadOnlyList<ISplitRetriever> _retrievers;
    private readonly int _candidatesMax;
    private readonly BlendPool _pool;
    private readonly TopK<int> _best;
    private readonly float[] _scores;
    private float[] _blended = [];

    public BlendedRanking(int itemCount, IReadOnlyList<ISplitRetriever> retrievers, int candidatesMax)
    {
        _retrievers = retrievers;
        _candidatesMax = candidatesMax;
        _pool = new BlendPool(itemCount, retrievers.Count);
        _best = new TopK<int>(candidatesMax + 1);
        _scores = new float[itemCount];
    }

    /// <summary>The pool of all retrievers' candidates; items of the history are none. Valid until the next call.</summary>
    public BlendPool Collect(int user, ReadOnlySpan<int> history)
    {
        _pool.Clear();
        for (var source = 0; source < _retrievers.Count; source++)
        {
            AddBest(source, user, history);
        }

        return _pool;
    }

    /// <summary>Writes the blended scores; what no retriever had among its best comes behind, by the last retriever's score.</summary>
    public void Score(int user, ReadOnlySpan<int> history, ScoreBlend blend, ScoreAccumulator scores)
    {
        var pool = Collect(user, history);
        if (_blended.Length < pool.Count)
        {
            _blended = new float[pool.Count * 2];
        }

        blend.Score(pool, _blended);
        for (var slot = 0; slot < pool.Count; slot++)
        {
            scores.Add(pool.Items[slot], TailFactor + _blended[slot]);
        }

        AddTail(scores);
    }

    private void AddTail(ScoreAccumulator scores)
    {
        var highest = 0f;
        foreach (var score in _scores)
        {
            highest = Math.Max(highest, score);
        }

        for (var item = 0; item < _scores.Length; item++)
        {
            if (_scores[item] > 0 && scores[item] == 0)
            {
                scores.Add(item, TailFactor * _scores[item] / highest);
            }
        }
    }

    private void AddBest(int source, int user, ReadOnlySpan<int> history)
    {
        Array.Clear(_scores);
        _retrievers[source].Score(user, _scores);
        foreach (var item in history)
        {
            _scores[item] = 0;
        }

        for (var item = 0; item < _scores.Length; item++)
        {
            if (_scores[item] > 0 && _best.IsPlausible(_scores[item]))
            {
                _best.Offer(item, _scores[item]);
            }
        }

        var best = _best.Descending();
        var isCut = best.Length > _candidatesMax;
        _pool.Add(source, best.AsSpan(0, Math.Min(best.Length, _candidatesMax)), isCut ? best[^1].Weight : 0);
    }
}
