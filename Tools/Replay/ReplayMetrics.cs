namespace SocialCommerce.Tools.Replay;

/// <summary>Hit rate and NDCG of one source of lists, over the events so far.</summary>
internal sealed class ReplayMetrics(int top)
{
    private const int Short = 10;

    private long _shortHits;
    private long _topHits;
    private double _shortGain;
    private double _topGain;
    private double _reciprocalRanks;

    public long Events { get; private set; }

    public double HitRateAtShort => Share(_shortHits);

    public double HitRateAtTop => Share(_topHits);

    public double NdcgAtShort => Share(_shortGain);

    public double NdcgAtTop => Share(_topGain);

    public double MrrAtTop => Share(_reciprocalRanks);

    /// <summary>Takes the rank of the event's item in its list, from 0; negative when it is not in it.</summary>
    public void Add(int rank)
    {
        Events++;
        if (rank < 0)
        {
            return;
        }

        // One relevant item: the ideal gain is 1, so the gain is the NDCG.
        var gain = 1 / Math.Log2(rank + 2);
        if (rank < Short)
        {
            _shortHits++;
            _shortGain += gain;
        }

        if (rank < top)
        {
            _topHits++;
            _topGain += gain;
            _reciprocalRanks += 1.0 / (rank + 1);
        }
    }

    private double Share(double sum) => Events == 0 ? 0 : sum / Events;
}
