using SocialCommerce.Grains.Interfaces.Operations;

namespace SocialCommerce.Silo.Telemetry;

/// <summary>The load of this process between two looks. One thread looks.</summary>
internal sealed class ProcessMeter(TimeProvider clock)
{
    private long _lookedAt = clock.GetTimestamp();
    private TimeSpan _cpu = Environment.CpuUsage.TotalTime;
    private TimeSpan _paused = GC.GetTotalPauseDuration();

    /// <summary>Machine and process id.</summary>
    public static string Name { get; } = $"{Environment.MachineName}:{Environment.ProcessId}";

    public ProcessFigures Look()
    {
        var seconds = Math.Max(clock.GetElapsedTime(_lookedAt).TotalSeconds, 0.001);
        var (cpu, paused) = (Environment.CpuUsage.TotalTime, GC.GetTotalPauseDuration());
        var figures = new ProcessFigures(
            (cpu - _cpu).TotalSeconds / seconds,
            Environment.ProcessorCount,
            Environment.WorkingSet,
            GC.GetTotalMemory(forceFullCollection: false),
            Math.Clamp((paused - _paused).TotalSeconds / seconds, 0, 1),
            GC.CollectionCount(0),
            ThreadPool.ThreadCount,
            ThreadPool.PendingWorkItemCount);
        (_lookedAt, _cpu, _paused) = (clock.GetTimestamp(), cpu, paused);
        return figures;
    }
}
