using Microsoft.Extensions.DependencyInjection;

namespace SocialCommerce.Contract.Tests.Hosting.Engine;

/// <summary>
/// The clock behind the timers of one silo. Timers of grains follow the test's clock; those of the silo's own parts, such as the
/// agents that look for stream events, follow the real one. The time of day is the real one, moved on by what the test moved
/// its clock, because some of what grains work out from it is compared with the real time of day later.
/// </summary>
internal sealed class GrainClock(ManualTimeProvider time, IServiceProvider services) : TimeProvider
{
    private readonly DateTimeOffset _start = time.GetUtcNow();

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + (time.GetUtcNow() - _start);

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var owner = services.GetRequiredService<IGrainContextAccessor>().GrainContext;
        var clock = owner is not null && owner.GrainId.Type.IsSystemTarget() ? System : time;
        return clock.CreateTimer(callback, state, dueTime, period);
    }
}
