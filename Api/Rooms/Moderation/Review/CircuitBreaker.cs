namespace SocialCommerce.Api.Rooms.Moderation.Review;

/// <summary>
/// Leaves a service alone that keeps failing: after so many failures in a row nothing is tried for a while, then one
/// attempt at a time until one succeeds. Thread-safe.
/// </summary>
internal sealed class CircuitBreaker(int failuresMax, TimeSpan pause, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private int _failures;
    private DateTimeOffset _openUntil;

    /// <summary>Whether to try now.</summary>
    public bool TryEnter()
    {
        lock (_lock)
        {
            if (_failures < failuresMax)
            {
                return true;
            }

            var now = clock.GetUtcNow();
            if (now < _openUntil)
            {
                return false;
            }

            // One tries; the others wait for what it finds, at most as long again.
            _openUntil = now + pause;
            return true;
        }
    }

    /// <summary>Answers whether this is the failure that opens the circuit.</summary>
    public bool Report(bool isSuccess)
    {
        lock (_lock)
        {
            if (isSuccess)
            {
                _failures = 0;
                return false;
            }

            _failures = Math.Min(_failures + 1, failuresMax);
            if (_failures < failuresMax)
            {
                return false;
            }

            var wasOpen = clock.GetUtcNow() < _openUntil;
            _openUntil = clock.GetUtcNow() + pause;
            return !wasOpen;
        }
    }
}
