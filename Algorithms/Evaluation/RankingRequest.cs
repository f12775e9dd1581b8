namespace SocialCommerce.Algorithms.Evaluation;

/// <summary>Ranks all items request by request against one state of a model, and measures. Reuses its buffers.</summary>
internal sealed class RankingRequest
{
    private readonly IncrementalItemModel? _model;
    private readonly ScoreAccumulator _scores;
    private readonly float[] _popularity;
    private readonly bool[] _hits;
    private readonly int _top;

    public RankingRequest(IncrementalItemModel model, int top, ItemStatistics items)
        : this(top, items)
    {
        _model = model;
        _popularity = model.PopularityFactors();
    }

    /// <summary>For whoever fills <see cref="Scores"/> by other means than a model of item neighbourhoods.</summary>
    public RankingRequest(int top, ItemStatistics items)
    {
        _top = top;
        _scores = new ScoreAccumulator(items.ItemCount);
        _popularity = [];

        // Curves are wanted even where the caller asks for fewer places.
        _hits = new bool[Math.Max(top, RankingCurve.LengthMax)];
        Metrics = new MetricAccumulator(top, items);
    }

    public MetricAccumulator Metrics { get; }

    /// <summary>Scores of the request so far.</summary>
    public ScoreAccumulator Scores => _scores;

    /// <summary>Adds the scores that a history, newest first, gives.</summary>
    public void Score(ReadOnlySpan<int> history, float weight = 1) => _model?.Score(history, _scores, weight);

    /// <summary>
    /// Ranks what was scored, measures it against the relevant items, and starts over. <paramref name="history"/> is what
    /// the user is known by; its items are ranked again only where they may be.
    /// </summary>
    public void Finish(ReadOnlySpan<int> history, bool isHistoryRanked, ReadOnlySpan<int> relevant)
    {
        if (_popularity.Length > 0)
        {
            _scores.Multiply(_popularity);
        }

        var candidates = _scores.ItemCount;
        if (!isHistoryRanked)
        {
            foreach (var item in history)
            {
                _scores.Exclude(item);
            }

            candidates -= history.Length;
        }

        int[] bestFirst = [.. relevant];
        _scores.RankRelevant(bestFirst, _hits);
        Metrics.Add(new RankedRequest
        {
            Hits = _hits,
            Relevant = bestFirst,
            Shown = Array.ConvertAll(_scores.Top(_top), entry => entry.Key),
            History = history,
            Auc = _scores.Auc(relevant, candidates),
        });
        _scores.Clear();
    }
}
