namespace SocialCommerce.Api.Auth;

/// <summary>
/// Slows down guessing of one account's password from one address. Other addresses are not slowed, so that nobody can
/// lock somebody else out.
/// </summary>
internal sealed class SignInBackOff(TimeProvider clock)
{
    internal const int FreeAttempts = 5;

    internal static readonly TimeSpan WaitMax = TimeSpan.FromMinutes(1);

    private const int EntriesMax = 10_000;

    private static readonly TimeSpan ForgetAfter = TimeSpan.FromMinutes(15);

    private readonly Lock _lock = new();
    private readonly Dictionary<(string Address, string Account), Failures> _failures = [];

    /// <summary>How long this caller must wait before the next attempt; null when it may go on.</summary>
    public TimeSpan? Wait(string address, string account)
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            return _failures.TryGetValue((address, account), out var failures) && failures.BlockedUntil > now
                ? failures.BlockedUntil - now
                : null;
        }
    }

    public void Fail(string address, string account)
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            MakeRoom(now);
            var known = _failures.GetValueOrDefault((address, account));
            var count = known is null || now - known.LastAt > ForgetAfter ? 1 : known.Count + 1;
            _failures[(address, account)] = new Failures(count, now, now + Penalty(count));
        }
    }

    public void Succeed(string address, string account)
    {
        lock (_lock)
        {
            _failures.Remove((address, account));
        }
    }

    // 1 s, 2 s, 4 s … after the free attempts.
    private static TimeSpan Penalty(int count)
    {
        var doublings = count - FreeAttempts;
        return doublings < 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(Math.Min(WaitMax.TotalSeconds, Math.Pow(2, doublings)));
    }

    private void MakeRoom(DateTimeOffset now)
    {
        if (_failures.Count < EntriesMax)
        {
            return;
        }

        foreach (var stale in _failures.Where(entry => now - entry.Value.LastAt > ForgetAfter).Select(entry => entry.Key).ToList())
        {
            _failures.Remove(stale);
        }

        if (_failures.Count >= EntriesMax)
        {
            _failures.Remove(_failures.MinBy(entry => entry.Value.LastAt).Key);
        }
    }

    private sealed record Failures(int Count, DateTimeOffset LastAt, DateTimeOffset BlockedUntil);
}
