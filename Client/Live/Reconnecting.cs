namespace SocialCommerce.Client.Live;

/// <summary>Tries until it works: at first at any moment within the spread, then after waits that grow and differ.</summary>
internal sealed class Reconnecting(LiveConnectionOptions options, TimeProvider clock)
{
    private static readonly TimeSpan SecondWait = TimeSpan.FromMilliseconds(500);

    private readonly Random _random = options.Seed is { } seed ? new Random(seed) : new Random();
    private long _count;

    /// <summary>How often a lost connection was made again.</summary>
    public long Count => Interlocked.Read(ref _count);

    public async Task RunAsync(Func<CancellationToken, Task> attempt, CancellationToken cancellationToken)
    {
        for (var tried = 0; ; tried++)
        {
            await Task.Delay(WaitBefore(tried), clock, cancellationToken);
            try
            {
                await attempt(cancellationToken);
                Interlocked.Increment(ref _count);
                return;
            }
            catch (Exception) when (!cancellationToken.IsCancellationRequested)
            {
                // Whatever it was, the only thing to do is to try again later.
            }
        }
    }

    /// <summary>The wait before an attempt: never more than the longest, whatever was tried before.</summary>
    internal TimeSpan WaitBefore(int tried)
    {
        if (tried == 0)
        {
            return options.ReconnectSpread * _random.NextDouble();
        }

        // Bounded before it is multiplied: attempts go on for ever.
        var bound = SecondWait * Math.Pow(2, Math.Min(tried - 1, 10));
        return (bound < options.ReconnectMax ? bound : options.ReconnectMax) * (0.5 + (_random.NextDouble() / 2));
    }
}
