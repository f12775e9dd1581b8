using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime.Local;

/// <summary>
/// The clock of one reminder. Ticks keep to the grid of start time and period; one that fell while the process was down or
/// while the last one ran is left out.
/// </summary>
internal sealed class LocalReminder : IDisposable
{
    private static readonly TimeSpan WaitMax = TimeSpan.FromDays(1);
    private static readonly TimeSpan WaitMin = TimeSpan.FromMilliseconds(1);

    private readonly GrainEngine _engine;
    private readonly ITimer _timer;
    private readonly ReminderEntry _entry;
    private DateTime _nextTick;
    private volatile bool _isStopped;

    public LocalReminder(GrainEngine engine, ReminderEntry entry)
    {
        _engine = engine;
        _entry = entry;
        _nextTick = FirstTickFrom(UtcNow());
        using (ExecutionContext.SuppressFlow())
        {
            _timer = engine.Time.CreateTimer(
                static reminder => _ = ((LocalReminder)reminder!).OnTimerAsync(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    public void Start() => Arm();

    public void Dispose()
    {
        _isStopped = true;
        _timer.Dispose();
    }

    private void Arm()
    {
        if (_isStopped)
        {
            return;
        }

        var wait = _nextTick - UtcNow();
        _timer.Change(wait <= TimeSpan.Zero ? WaitMin : wait < WaitMax ? wait : WaitMax, Timeout.InfiniteTimeSpan);
    }

    private async Task OnTimerAsync()
    {
        var now = UtcNow();
        if (now >= _nextTick && !_isStopped)
        {
            await DeliverAsync(now);
            var following = FirstTickFrom(UtcNow());
            _nextTick = following > _nextTick ? following : _nextTick + _entry.Period;
        }

        Arm();
    }

    [SuppressMessage("Design", "CA1031", Justification = "A failing grain is logged and reminded again at the next tick.")]
    private async Task DeliverAsync(DateTime now)
    {
        try
        {
            var grain = _engine.Factory.GetGrain<IRemindable>(_entry.GrainId);
            await grain.ReceiveReminder(_entry.ReminderName, new TickStatus(_entry.StartAt, _entry.Period, now));
        }
        catch (Exception exception)
        {
            _engine.Log.ReminderFailed(_entry.ReminderName, _entry.GrainId, _nextTick, exception);
        }
    }

    private DateTime FirstTickFrom(DateTime now)
    {
        var start = DateTime.SpecifyKind(_entry.StartAt, DateTimeKind.Utc);
        if (now <= start)
        {
            return start;
        }

        var sinceLast = (now - start).Ticks % _entry.Period.Ticks;
        return sinceLast == 0 ? now : now.AddTicks(_entry.Period.Ticks - sinceLast);
    }

    private DateTime UtcNow() => _engine.Time.GetUtcNow().UtcDateTime;
}
