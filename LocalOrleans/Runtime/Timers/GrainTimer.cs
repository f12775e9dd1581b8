using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime.Local;

/// <summary>A timer of an activation. The period counts from the end of a tick, so ticks never pile up.</summary>
internal sealed class GrainTimer<TState> : IGrainTimer, ITimerTarget
{
    /// <summary>The longest time that a timer of the runtime takes.</summary>
    private const long MillisecondsMax = 0xfffffffe;

    private readonly Lock _gate = new();
    private readonly Activation _activation;
    private readonly Func<TState, CancellationToken, Task> _callback;
    private readonly TState _state;
    private readonly bool _interleave;
    private readonly bool _keepAlive;
    private readonly CancellationTokenSource _stopped = new();
    private readonly ITimer _timer;
    private TimeSpan _dueTime;
    private TimeSpan _period;
    private bool _isTicking;
    private bool _isChanged;

    public GrainTimer(
        Activation activation, Func<TState, CancellationToken, Task> callback, TState state, GrainTimerCreationOptions options)
    {
        Validate(options.DueTime, options.Period);
        _activation = activation;
        _callback = callback;
        _state = state;
        _interleave = options.Interleave;
        _keepAlive = options.KeepAlive;
        _dueTime = options.DueTime;
        _period = options.Period;

        // The timer outlives the request that makes it, so it must not carry that request's context along.
        using (ExecutionContext.SuppressFlow())
        {
            _timer = activation.Engine.Time.CreateTimer(
                static timer => ((GrainTimer<TState>)timer!).OnDue(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        activation.Extras.AddTimer(this);
    }

    public void Start() => _timer.Change(_dueTime, Timeout.InfiniteTimeSpan);

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        Validate(dueTime, period);
        lock (_gate)
        {
            (_dueTime, _period) = (dueTime, period);
            _isChanged = _isTicking;
            if (!_isTicking)
            {
                _timer.Change(dueTime, Timeout.InfiniteTimeSpan);
            }
        }
    }

    public void Dispose()
    {
        _stopped.Cancel();
        _timer.Dispose();
        _activation.Extras.RemoveTimer(this);
    }

    [SuppressMessage("Design", "CA1031", Justification = "A failing tick is logged and the timer goes on.")]
    async Task ITimerTarget.TickAsync()
    {
        if (_stopped.IsCancellationRequested)
        {
            return;
        }

        // Only a change within the tick sets when the next one is due; after one between due time and turn it is the new period.
        _isChanged = false;
        try
        {
            await _callback(_state, _stopped.Token);
        }
        catch (Exception exception)
        {
            _activation.Engine.Log.TimerFailed(_activation, exception);
        }
        finally
        {
            Reschedule();
        }
    }

    private static void Validate(TimeSpan dueTime, TimeSpan period)
    {
        Validate((long)dueTime.TotalMilliseconds, nameof(dueTime));
        Validate((long)period.TotalMilliseconds, nameof(period));
    }

    private static void Validate(long milliseconds, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(milliseconds, Timeout.Infinite, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(milliseconds, MillisecondsMax, name);
    }

    private void OnDue()
    {
        lock (_gate)
        {
            _isTicking = true;
        }

        _activation.TryEnqueue(new TimerCall(this, _activation, _interleave, _keepAlive));
    }

    private void Reschedule()
    {
        lock (_gate)
        {
            _isTicking = false;
            var next = _isChanged ? _dueTime : _period;
            _isChanged = false;
            if (!_stopped.IsCancellationRequested)
            {
                _timer.Change(next, Timeout.InfiniteTimeSpan);
            }
        }
    }
}
