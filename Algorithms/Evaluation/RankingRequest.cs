namespace SocialCommerce.Algorithms.Evaluation;

/// <summary>Ranks all items request by request against one state of a model, and measures. Reuses its buffers.</summary>
internal sealed class RankingRequest
{
    private readonly IncrementalItemModel _model;
    private readonly ScoreAccumulator _scores;
    private readonly float[] _popularity;
    private readonly bool[] _hits;
    private readonly int _top;

    public RankingRequest(IncrementalItemModel model, int top)
    {
        _model = model;
        _top = top;
        _scores = new ScoreAccumulator(model.ItemCount);
        _popularity = model.PopularityFactors();

        // The short list of the metrics is wanted even where the caller asks for fewer places.
        _hits = new bool[Math.Max(top, MetricAccumulator.ShortList)];
        Metrics = new MetricAccumulator(top);
    }

    public MetricAccumulator Metrics { get; }

    /// <summary>Adds the scores that a history, newest first, gives.</summary>
    public void Score(ReadOnlySpan<int> history, float weight = 1) => _model.Score(history, _scores, weight);

    /// <summary>Ranks what was scored, measures it against the relevant items, and starts over.</summary>
    public void Finish(ReadOnlySpan<int> exclude, ReadOnlySpan<int> relevant)
    {
        _scores.Multiply(_popularity);
        foreach (var item in exclude)
        {
            _scores.Exclude(item);
        }

        _scores.MarkHits(relevant, _hits);
        Metrics.Add(_hits, relevant.Length, _scores.Top(_top).Select(entry => entry.Key));
        _scores.Clear();
    }
}
