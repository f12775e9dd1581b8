using Orleans.Timers;

namespace Orleans.Runtime.Local;

/// <summary>The engine as grains see it.</summary>
internal sealed class GrainRuntime(GrainEngine engine) : IGrainRuntime, ITimerRegistry
{
    public IGrainFactory GrainFactory => engine.Factory;

    public ITimerRegistry TimerRegistry => this;

    public IServiceProvider ServiceProvider => engine.Services;

    public TimeProvider TimeProvider => engine.Time;

    public void DeactivateOnIdle(IGrainContext grainContext) => grainContext.Deactivate(
        new DeactivationReason(DeactivationReasonCode.ApplicationRequested, $"{nameof(DeactivateOnIdle)} was called."));

    public void DelayDeactivation(IGrainContext grainContext, TimeSpan timeSpan)
    {
        var delay = timeSpan == Timeout.InfiniteTimeSpan ? TimeSpan.FromDays(36_500) : timeSpan;
        var until = delay <= TimeSpan.Zero ? 0 : engine.Time.GetTimestamp() + (long)(delay.TotalSeconds * engine.Time.TimestampFrequency);
        ((Activation)grainContext).Extras.KeepUntil = until;
    }

    public IGrainTimer RegisterGrainTimer<TState>(
        IGrainContext grainContext, Func<TState, CancellationToken, Task> callback, TState state, GrainTimerCreationOptions options)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new GrainTimer<TState>((Activation)grainContext, callback, state, options);
        timer.Start();
        return timer;
    }
}
