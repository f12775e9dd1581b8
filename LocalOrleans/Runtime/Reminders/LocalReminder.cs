using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime.Local;

/// <summary>
/// One reminder and its clock. Ticks keep to the grid of start time and period; a tick that fell while the process was down
/// or while the last one ran is made up for once, at the next moment.
/// </summary>
internal sealed class LocalReminder : IGrainReminder, IDisposable
{
    private static readonly TimeSpan WaitMax = TimeSpan.FromDays(1);
    private static readonly TimeSpan CatchUpDelay = TimeSpan.FromMilliseconds(1);

    private readonly GrainEngine _engine;
    private readonly ITimer _timer;
    private readonly ReminderEntry _entry;
    private DateTime _nextTick;
    private volatile bool _isStopped;

    public LocalReminder(GrainEngine engine, ReminderEntry entry, DateTime firstTick)
    {
        _engine = engine;
        _entry = entry;
        _nextTick = firstTick;
        using (ExecutionContext.SuppressFlow())
        {
            _timer = engine.Time.CreateTimer(
                static reminder => _ = ((LocalReminder)reminder!).OnTimerAsync(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    public string ReminderName => _entry.ReminderName;

    public GrainId GrainId => _entry.GrainId;

    public string? ETag => _entry.ETag;

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
        _timer.Change(wait <= TimeSpan.Zero ? CatchUpDelay : wait < WaitMax ? wait : WaitMax, Timeout.InfiniteTimeSpan);
    }

    private async Task OnTimerAsync()
    {
        var now = UtcNow();
        if (now >= _nextTick && !_isStopped)
        {
            _nextTick = FollowingTick(now);
            await DeliverAsync(now);
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

    private DateTime FollowingTick(DateTime now)
    {
        var periods = ((now - _entry.StartAt).Ticks / _entry.Period.Ticks) + 1;
        return _entry.StartAt.AddTicks(periods * _entry.Period.Ticks);
    }

    private DateTime UtcNow() => _engine.Time.GetUtcNow().UtcDateTime;
}
