namespace SocialCommerce.Api.Rooms.Live;

/// <summary>
/// Runs an action at most once per interval: at once when the last run is long enough ago, else when the interval ends.
/// What was asked for in between is one run.
/// </summary>
internal sealed class Cadence : IDisposable
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _clock;
    private readonly TimeSpan _interval;
    private readonly Action _action;
    private readonly ITimer _timer;
    private DateTimeOffset _lastRun = DateTimeOffset.MinValue;
    private bool _isDue;

    public Cadence(TimeProvider clock, TimeSpan interval, Action action)
    {
        _clock = clock;
        _interval = interval;
        _action = action;
        _timer = clock.CreateTimer(_ => Run(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Ask()
    {
        TimeSpan wait;
        lock (_lock)
        {
            if (_isDue)
            {
                return;
            }

            _isDue = true;
            var now = _clock.GetUtcNow();
            wait = now - _lastRun >= _interval ? TimeSpan.Zero : _lastRun + _interval - now;
        }

        // Through the timer even when due at once, so that the one who asks never waits for the sockets.
        _timer.Change(wait, Timeout.InfiniteTimeSpan);
    }

    public void Dispose() => _timer.Dispose();

    private void Run()
    {
        lock (_lock)
        {
            _isDue = false;
            _lastRun = _clock.GetUtcNow();
        }

        _action();
    }
}
