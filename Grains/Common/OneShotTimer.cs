namespace SocialCommerce.Grains.Common;

/// <summary>
/// Does something once, some time after it was asked for, however often it is asked for until then. It runs as a turn of
/// the grain.
/// </summary>
internal sealed class OneShotTimer(IGrainBase grain, Func<CancellationToken, Task> work)
{
    private IGrainTimer? _timer;

    public bool IsDue { get; private set; }

    public void Schedule(TimeSpan delay)
    {
        if (!IsDue)
        {
            Reschedule(delay);
        }
    }

    /// <summary>The same, and what was asked for before now comes at this time instead.</summary>
    public void Reschedule(TimeSpan delay)
    {
        IsDue = true;
        _timer ??= grain.RegisterGrainTimer(
            RunAsync, new GrainTimerCreationOptions(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan));
        _timer.Change(delay, Timeout.InfiniteTimeSpan);
    }

    // What is asked for from here on is asked for anew.
    private Task RunAsync(CancellationToken cancellationToken)
    {
        IsDue = false;
        return work(cancellationToken);
    }
}
