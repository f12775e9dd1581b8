using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime.Local;

/// <summary>
/// Delivers the calls of one observer, one at a time and in order, on the thread pool: whatever the observer does, the
/// grain that calls it goes on. The observer is held weakly, as in Orleans, and its queue is bounded.
/// </summary>
internal sealed class ObserverQueue(GrainEngine engine, GrainId id, IGrainObserver observer) : IThreadPoolWorkItem
{
    /// <summary>Calls that may wait; a slower observer loses the newest.</summary>
    private const int LengthMax = 10_000;

    private readonly Lock _gate = new();
    private readonly Queue<GrainCall> _waiting = new();
    private readonly WeakReference<IGrainObserver> _observer = new(observer);
    private bool _isDelivering;

    public void Enqueue(GrainCall call)
    {
        lock (_gate)
        {
            if (_waiting.Count < LengthMax)
            {
                _waiting.Enqueue(call);
                if (!_isDelivering)
                {
                    _isDelivering = true;
                    ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
                }

                return;
            }
        }

        engine.Observers.Refuse(call, $"{LengthMax} calls are waiting already");
    }

    void IThreadPoolWorkItem.Execute() => _ = DeliverAllAsync();

    private async Task DeliverAllAsync()
    {
        while (TryDequeue(out var call))
        {
            if (_observer.TryGetTarget(out var target))
            {
                await DeliverAsync(call, target);
            }
            else
            {
                engine.Observers.Unregister(id);
                engine.Observers.Drop(call, "its object is gone");
            }
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "What an observer throws goes to the caller's promise or to the log.")]
    private static async Task DeliverAsync(GrainCall call, IGrainObserver target)
    {
        if (call.IsAbandoned)
        {
            return;
        }

        RequestContext.Import(call.Context);
        var task = call.Start(target);
        await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        call.Untrack();
        call.CompletePromise(task);
    }

    private bool TryDequeue([MaybeNullWhen(false)] out GrainCall call)
    {
        lock (_gate)
        {
            _isDelivering = _waiting.TryDequeue(out call);
            return _isDelivering;
        }
    }
}
