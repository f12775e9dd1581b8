namespace Orleans.Runtime.Local;

/// <summary>
/// All calls that wait for a response, with their deadlines, looked through once per period. Split into shards, so that
/// callers on several cores do not queue for one lock.
/// </summary>
internal sealed class CallDeadlines : IDisposable
{
    private static readonly TimeSpan PeriodMax = TimeSpan.FromSeconds(1);

    private readonly CallDeadlineShard[] _shards =
        [.. Enumerable.Range(0, Environment.ProcessorCount * 2).Select(_ => new CallDeadlineShard())];

    private readonly TimeProvider _time;
    private readonly TimeSpan _defaultTimeout;
    private readonly ITimer _timer;

    public CallDeadlines(TimeProvider time, TimeSpan defaultTimeout)
    {
        _time = time;
        _defaultTimeout = defaultTimeout;
        var period = defaultTimeout > TimeSpan.Zero && defaultTimeout < PeriodMax ? defaultTimeout : PeriodMax;
        _timer = time.CreateTimer(static deadlines => ((CallDeadlines)deadlines!).FailExpired(), this, period, period);
    }

    public void Add(GrainCall call)
    {
        var timeout = TimeoutOf(call);
        var dueAt = timeout == Timeout.InfiniteTimeSpan
            ? long.MaxValue
            : _time.GetTimestamp() + (long)(timeout.TotalSeconds * _time.TimestampFrequency);
        var shard = _shards[(uint)Environment.CurrentManagedThreadId % (uint)_shards.Length];
        call.Deadline = new CallDeadline(call, dueAt, shard);
        shard.Add(call.Deadline);
    }

    /// <summary>Fails every call that still waits.</summary>
    public void FailAll(Func<GrainCall, Exception> failure)
    {
        foreach (var call in _shards.SelectMany(static shard => shard.TakeDue(long.MaxValue)))
        {
            call.TryFail(failure(call));
        }
    }

    public void Dispose() => _timer.Dispose();

    private TimeSpan TimeoutOf(GrainCall call) => call.Method.ResponseTimeout ?? _defaultTimeout;

    private void FailExpired()
    {
        var now = _time.GetTimestamp();
        var expired = _shards.SelectMany(shard => shard.TakeDue(now)).ToList();
        if (expired.Count == 0)
        {
            return;
        }

        var chains = new CallChains(expired.Concat(_shards.SelectMany(static shard => shard.ToList())));
        foreach (var call in expired)
        {
            var timeout = TimeoutOf(call);
            if (call.TryFail(new TimeoutException(
                $"Response did not arrive on time in {timeout} for message: {call}. {chains.Describe(call)}")))
            {
                call.Target.Engine.CallTimedOut(call, timeout);
            }
        }
    }
}
