namespace SocialCommerce.Algorithms.Evaluation;

/// <summary>One event of a real stream.</summary>
public sealed record StreamEvent(string UserId, string ProductId, DateTimeOffset At, float Weight = 1);

/// <summary>Measures of next-item suggestions over a stream; recent popularity is scored beside them.</summary>
public sealed record PrequentialMetrics(
    long Events, double HitRateAt10, double HitRateAtTop, double NdcgAt10, double PopularHitRateAt10,
    double PopularHitRateAtTop, double PopularNdcgAt10)
{
    /// <summary>Events whose product had been seen in the stream before: only those can be met by collaboration.</summary>
    public long KnownProductEvents { get; init; }

    public double KnownProductHitRateAt10 { get; init; }
}

/// <summary>
/// Test, then train (Gama, Sebastião, Rodrigues, "On evaluating stream learning algorithms", 2013): for each event, in
/// order, asks for the user's suggestions, scores the event's product against them, then records the event.
/// </summary>
public sealed class PrequentialEvaluator(InMemoryShop shop, int top = 20)
{
    private const int ShortList = MetricAccumulator.ShortList;

    private readonly HashSet<string> _knownProducts = [];
    private Tally _suggested;
    private Tally _popular;
    private long _events;
    private long _knownProductEvents;
    private long _knownProductHits;

    /// <summary>Scores one event, then records it.</summary>
    public void Observe(StreamEvent observed)
    {
        ArgumentNullException.ThrowIfNull(observed);
        var length = Math.Max(top, ShortList);
        var suggestions = shop.Suggest(observed.UserId, observed.At, length);
        var rank = RankOf(suggestions.Select(suggestion => suggestion.ProductId), observed.ProductId);
        _suggested.Add(rank, top);
        _popular.Add(RankOf(shop.MostPopular(observed.UserId, observed.At, length), observed.ProductId), top);
        CountKnown(observed.ProductId, rank);
        _events++;
        shop.Record(observed.UserId, observed.ProductId, observed.Weight, observed.At);
    }

    /// <summary>The averages over all events so far.</summary>
    public PrequentialMetrics ToMetrics()
    {
        var events = Math.Max(1, _events);
        return new PrequentialMetrics(
            _events,
            _suggested.ShortHits / events,
            _suggested.TopHits / events,
            _suggested.ShortGain / events,
            _popular.ShortHits / events,
            _popular.TopHits / events,
            _popular.ShortGain / events)
        {
            KnownProductEvents = _knownProductEvents,
            KnownProductHitRateAt10 = (double)_knownProductHits / Math.Max(1, _knownProductEvents),
        };
    }

    private void CountKnown(string productId, int rank)
    {
        if (!_knownProducts.Add(productId))
        {
            _knownProductEvents++;
            _knownProductHits += rank is >= 0 and < ShortList ? 1 : 0;
        }
    }

    private static int RankOf(IEnumerable<string> ranked, string productId)
    {
        var rank = 0;
        foreach (var candidate in ranked)
        {
            if (candidate == productId)
            {
                return rank;
            }

            rank++;
        }

        return -1;
    }

    private struct Tally
    {
        public double ShortHits;
        public double TopHits;
        public double ShortGain;

        public void Add(int rank, int top)
        {
            if (rank < 0)
            {
                return;
            }

            TopHits += rank < top ? 1 : 0;
            ShortHits += rank < ShortList ? 1 : 0;
            ShortGain += rank < ShortList ? 1 / Math.Log2(rank + 2) : 0;
        }
    }
}
