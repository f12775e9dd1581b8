namespace SocialCommerce.Tools.Replay;

/// <summary>
/// Tells the grains the time of the event that is replayed, so that what decays decays as it did then. Timers and
/// deadlines run on the machine's own clock.
/// </summary>
internal sealed class ReplayClock : TimeProvider
{
    private long _ticks = DateTimeOffset.UnixEpoch.UtcTicks;

    public void MoveTo(DateTimeOffset time) => Interlocked.Exchange(ref _ticks, time.UtcTicks);

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);
}
