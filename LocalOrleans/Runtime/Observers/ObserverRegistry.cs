using System.Collections.Concurrent;
using System.Globalization;

namespace Orleans.Runtime.Local;

/// <summary>The objects that grains may call back, by the id of their reference.</summary>
internal sealed class ObserverRegistry(GrainEngine engine)
{
    private static readonly GrainType ClientType = GrainType.Create("sys.client");

    private readonly ConcurrentDictionary<GrainId, ObserverQueue> _observers = new();

    public static bool IsObserver(GrainId grainId) => grainId.Type == ClientType;

    public GrainId Register(IGrainObserver observer)
    {
        var id = GrainId.Create(ClientType, $"hosted+{Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture)}");
        _observers[id] = new ObserverQueue(engine, id, observer);
        return id;
    }

    public void Unregister(GrainId id) => _observers.TryRemove(id, out _);

    public void Enqueue(GrainCall call)
    {
        if (_observers.TryGetValue(call.Target.GrainId, out var queue))
        {
            queue.Enqueue(call);
        }
        else
        {
            Drop(call, "it is not registered");
        }
    }

    /// <summary>Nobody answers: who awaits the call gets a timeout, as from Orleans.</summary>
    public void Drop(GrainCall call, string reason) => engine.Log.ObserverCallDropped(call.Target.GrainId, reason);

    /// <summary>The call is too much, and its caller hears of it at once.</summary>
    public void Refuse(GrainCall call, string reason)
    {
        Drop(call, reason);
        call.Untrack();
        if (call.ExpectsResponse)
        {
            call.TryFail(new LimitExceededException($"{call} was not delivered: {reason}."));
        }
    }
}
