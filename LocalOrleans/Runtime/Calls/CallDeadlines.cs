namespace Orleans.Runtime.Local;

/// <summary>
/// The deadlines of all calls that wait for a response, looked through once per period. Split into shards, so that
/// callers on several cores do not queue for one lock.
/// </summary>
internal sealed class CallDeadlines : IDisposable
{
    private static readonly TimeSpan PeriodMax = TimeSpan.FromSeconds(1);

    private readonly Shard[] _shards = [.. Enumerable.Range(0, Environment.ProcessorCount * 2).Select(_ => new Shard())];
    private readonly TimeProvider _time;
    private readonly TimeSpan _defaultTimeout;
    private readonly ITimer _timer;

    public CallDeadlines(TimeProvider time, TimeSpan defaultTimeout)
    {
        _time = time;
        _defaultTimeout = defaultTimeout;
        var period = defaultTimeout < PeriodMax ? defaultTimeout : PeriodMax;
        _timer = time.CreateTimer(static deadlines => ((CallDeadlines)deadlines!).FailExpired(), this, period, period);
    }

    public void Add(GrainCall call)
    {
        var timeout = call.Method.ResponseTimeout ?? _defaultTimeout;
        if (timeout == Timeout.InfiniteTimeSpan)
        {
            return;
        }

        var dueAt = _time.GetTimestamp() + (long)(timeout.TotalSeconds * _time.TimestampFrequency);
        var shard = _shards[(uint)Environment.CurrentManagedThreadId % (uint)_shards.Length];
        call.Deadline = new CallDeadline(call, dueAt, shard);
        shard.Add(call.Deadline);
    }

    public void Dispose() => _timer.Dispose();

    private void FailExpired()
    {
        var now = _time.GetTimestamp();
        foreach (var shard in _shards)
        {
            foreach (var call in shard.TakeExpired(now))
            {
                Fail(call);
            }
        }
    }

    private void Fail(GrainCall call)
    {
        var timeout = call.Method.ResponseTimeout ?? _defaultTimeout;
        if (call.TryFail(new TimeoutException($"Response did not arrive on time in {timeout} for message: {call}.")))
        {
            call.Target.Engine.CallTimedOut(call, timeout);
        }
    }

    internal sealed class Shard
    {
        private readonly Lock _gate = new();
        private readonly CallDeadline _head;

        public Shard()
        {
            _head = new CallDeadline(call: null, dueAt: 0, this);
            _head.Next = _head.Previous = _head;
        }

        public void Add(CallDeadline node)
        {
            lock (_gate)
            {
                node.Previous = _head.Previous;
                node.Next = _head;
                _head.Previous!.Next = node;
                _head.Previous = node;
            }
        }

        public void Remove(CallDeadline node)
        {
            lock (_gate)
            {
                if (node.Next is null)
                {
                    return;
                }

                node.Previous!.Next = node.Next;
                node.Next.Previous = node.Previous;
                node.Next = node.Previous = null;
            }
        }

        public List<GrainCall> TakeExpired(long now)
        {
            List<GrainCall> expired = [];
            lock (_gate)
            {
                for (var node = _head.Next!; node != _head;)
                {
                    var next = node.Next!;
                    if (node.DueAt <= now)
                    {
                        expired.Add(node.Call!);
                        Remove(node);
                    }

                    node = next;
                }
            }

            return expired;
        }
    }
}
