namespace SocialCommerce.Client.Live;

/// <summary>Tries until it works, waiting longer each time and never as long as everybody else.</summary>
internal sealed class Reconnecting(LiveConnectionOptions options, TimeProvider clock)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(100);

    private readonly Random _random = options.Seed is { } seed ? new Random(seed) : new Random();
    private long _count;

    /// <summary>How often a lost connection was made again.</summary>
    public long Count => Interlocked.Read(ref _count);

    public async Task RunAsync(Func<CancellationToken, Task> attempt, CancellationToken cancellationToken)
    {
        for (var wait = FirstWait; ; wait = Longer(wait))
        {
            await Task.Delay(wait * (0.5 + _random.NextDouble()), clock, cancellationToken);
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

    private TimeSpan Longer(TimeSpan wait) => wait * 2 < options.ReconnectMax ? wait * 2 : options.ReconnectMax;
}
