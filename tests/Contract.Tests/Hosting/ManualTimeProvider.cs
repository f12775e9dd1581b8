using System.Threading.Channels;

namespace SocialCommerce.Contract.Tests.Hosting;

/// <summary>A clock that stands still until a test moves it. Timers fire within <see cref="Advance"/>, in order of time.</summary>
internal sealed class ManualTimeProvider : TimeProvider
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly List<ManualTimer> _timers = [];
    private readonly Channel<ManualTimer> _set = Channel.CreateUnbounded<ManualTimer>();
    private DateTimeOffset _now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(TimeSpan by)
    {
        var end = GetUtcNow() + by;
        while (TakeDue(end) is { } timer)
        {
            timer.Fire();
        }

        lock (_gate)
        {
            _now = end;
        }
    }

    /// <summary>Waits until somebody sets a timer that fires once, and moves on to it.</summary>
    public async Task AdvanceToNextTimerAsync() => Advance(await TimerSetAsync() - GetUtcNow());

    /// <summary>Waits until somebody sets a timer that fires once; when it will.</summary>
    public async Task<DateTimeOffset> TimerSetAsync()
    {
        while (true)
        {
            var timer = await _set.Reader.ReadAsync().AsTask().WaitAsync(Patience);
            if (timer.DueAt is { } due)
            {
                return due;
            }
        }
    }

    private ManualTimer? TakeDue(DateTimeOffset end)
    {
        lock (_gate)
        {
            var next = _timers.Where(timer => timer.DueAt <= end).MinBy(timer => timer.DueAt);
            if (next is not null)
            {
                _now = next.DueAt!.Value > _now ? next.DueAt.Value : _now;
                next.Rearm();
            }

            return next;
        }
    }

    private sealed class ManualTimer(ManualTimeProvider owner, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period;
        private bool _isDisposed;

        public DateTimeOffset? DueAt { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (owner._gate)
            {
                if (_isDisposed)
                {
                    return false;
                }

                _period = period;
                DueAt = dueTime == Timeout.InfiniteTimeSpan ? null : owner._now + dueTime;
                owner._timers.Remove(this);
                if (DueAt is not null)
                {
                    owner._timers.Add(this);
                    NoteIfOnce(period);
                }
            }

            return true;
        }

        private void NoteIfOnce(TimeSpan period)
        {
            if (period <= TimeSpan.Zero)
            {
                owner._set.Writer.TryWrite(this);
            }
        }

        public void Rearm()
        {
            if (_period > TimeSpan.Zero)
            {
                DueAt += _period;
            }
            else
            {
                DueAt = null;
                owner._timers.Remove(this);
            }
        }

        public void Fire() => callback(state);

        public void Dispose()
        {
            lock (owner._gate)
            {
                _isDisposed = true;
                DueAt = null;
                owner._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
