using Microsoft.Extensions.Logging;

namespace Orleans.Runtime.Local;

/// <summary>The engine's log lines, with stable numbers.</summary>
internal sealed partial class EngineLog(ILogger logger)
{
    public void ActivationFailed(Activation activation, Exception exception) =>
        ActivationFailed(activation.GrainId, activation.Type.Class.Name, exception);

    public void DeactivationFailed(Activation activation, Exception exception) =>
        DeactivationFailed(activation.GrainId, activation.Type.Class.Name, exception);

    public void TimerFailed(Activation activation, Exception exception) => TimerFailed(activation.GrainId, exception);

    public void OneWayFailed(GrainCall call, Exception exception) =>
        OneWayFailed(call.Method.Name, call.Target.GrainId, exception);

    public void CallTimedOut(GrainCall call, TimeSpan timeout) => CallTimedOut(call.Method.Name, call.Target.GrainId, timeout);

    /// <summary>Logs the failure of work that nobody awaits.</summary>
    public void Watch(Task task, GrainCall call) => task.ContinueWith(
        static (failed, state) =>
        {
            var (log, call) = ((EngineLog, GrainCall))state!;
            log.OneWayFailed(call, failed.Exception!.InnerException!);
        },
        (this, call),
        CancellationToken.None,
        TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);

    [LoggerMessage(1, LogLevel.Error, "Activating {GrainId} ({GrainClass}) failed")]
    private partial void ActivationFailed(GrainId grainId, string grainClass, Exception exception);

    [LoggerMessage(2, LogLevel.Error, "Deactivating {GrainId} ({GrainClass}) failed")]
    private partial void DeactivationFailed(GrainId grainId, string grainClass, Exception exception);

    [LoggerMessage(3, LogLevel.Error, "A timer of {GrainId} failed; it goes on")]
    private partial void TimerFailed(GrainId grainId, Exception exception);

    [LoggerMessage(4, LogLevel.Warning, "{Method} of {GrainId} failed and nobody waits for it")]
    private partial void OneWayFailed(string method, GrainId grainId, Exception exception);

    [LoggerMessage(5, LogLevel.Warning, "{Method} of {GrainId} did not answer within {Timeout}")]
    private partial void CallTimedOut(string method, GrainId grainId, TimeSpan timeout);

    [LoggerMessage(6, LogLevel.Warning, "A call to observer {GrainId} was dropped: {Reason}")]
    public partial void ObserverCallDropped(GrainId grainId, string reason);

    [LoggerMessage(7, LogLevel.Error, "Reminder {ReminderName} of {GrainId} could not be delivered; next try at {NextTick}")]
    public partial void ReminderFailed(string reminderName, GrainId grainId, DateTime nextTick, Exception exception);

    [LoggerMessage(8, LogLevel.Error, "An event of stream {StreamId} could not be delivered to {GrainId} and is given up")]
    public partial void StreamEventLost(StreamId streamId, GrainId grainId, Exception exception);

    [LoggerMessage(9, LogLevel.Warning, "{GrainId} has no handler for stream {StreamId}; an event was dropped")]
    public partial void StreamEventUnhandled(StreamId streamId, GrainId grainId);

    [LoggerMessage(10, LogLevel.Information, "The silo has started with {GrainClasses} grain classes")]
    public partial void SiloStarted(int grainClasses);

    [LoggerMessage(11, LogLevel.Information, "The silo has stopped; {Activations} activations did not go in time")]
    public partial void SiloStopped(int activations);
}
