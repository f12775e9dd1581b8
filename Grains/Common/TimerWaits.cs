namespace SocialCommerce.Grains.Common;

/// <summary>How long a timer waits for a moment.</summary>
internal static class TimerWaits
{
    /// <summary>A timer may fire a little early by the clock; what is not due then waits once more.</summary>
    public static readonly TimeSpan Least = TimeSpan.FromMilliseconds(1);

    /// <summary>Timers take at most some weeks; whoever waits longer looks again in between.</summary>
    public static readonly TimeSpan Most = TimeSpan.FromDays(1);

    public static TimeSpan Until(DateTimeOffset moment, DateTimeOffset now)
    {
        var wait = moment - now;
        return wait < Least ? Least : wait > Most ? Most : wait;
    }
}
