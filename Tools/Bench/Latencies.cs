namespace SocialCommerce.Tools.Bench;

/// <summary>Collects latencies from many callers and tells their percentiles.</summary>
internal sealed class Latencies
{
    private readonly List<double> _milliseconds = [];

    public int Count
    {
        get
        {
            lock (_milliseconds)
            {
                return _milliseconds.Count;
            }
        }
    }

    public void Add(TimeSpan latency)
    {
        lock (_milliseconds)
        {
            _milliseconds.Add(latency.TotalMilliseconds);
        }
    }

    /// <summary>Nearest rank; not a number when nothing was measured.</summary>
    public double Percentile(double share)
    {
        lock (_milliseconds)
        {
            _milliseconds.Sort();
            return _milliseconds.Count == 0
                ? double.NaN
                : _milliseconds[(int)Math.Ceiling(share * _milliseconds.Count) - 1];
        }
    }
}
