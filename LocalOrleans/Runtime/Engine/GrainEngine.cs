using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Orleans.Runtime.Local;

/// <summary>Brings calls to activations. One per process; there is no other place a grain could be.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "The container makes it.")]
internal sealed class GrainEngine : IDisposable
{
    private readonly ConcurrentDictionary<GrainId, Activation> _activations = new();
    private readonly ConcurrentDictionary<GrainId, WorkerPool> _pools = new();
    private readonly Lazy<GrainCatalog> _catalog;
    private readonly IIncomingGrainCallFilter[] _filters;
    private readonly bool _cancelsOnTimeout;
    private volatile bool _isClosed;

    public GrainEngine(
        IServiceProvider services,
        SiloBuilder builder,
        TimeProvider time,
        ILoggerFactory loggers,
        IOptions<SiloMessagingOptions> messaging,
        IOptions<GrainCollectionOptions> collection)
    {
        Services = services;
        Time = time;
        Log = new EngineLog(loggers.CreateLogger("Orleans.LocalEngine"));
        Options = new EngineOptions(messaging, collection, time);
        Deadlines = new CallDeadlines(time, Options.Messaging.ResponseTimeout);
        Observers = new ObserverRegistry(this);
        Factory = new GrainFactory(this);
        Runtime = new GrainRuntime(this);
        _cancelsOnTimeout = Options.Messaging.CancelRequestOnTimeout;
        Probe = services.GetService<ICallProbe>();
        _filters = [.. services.GetServices<IIncomingGrainCallFilter>()];
        _catalog = new Lazy<GrainCatalog>(() => new GrainCatalog(services, Options, new GrainActivator(services, builder)));
    }

    public IServiceProvider Services { get; }

    public TimeProvider Time { get; }

    public EngineLog Log { get; }

    public EngineOptions Options { get; }

    public CallDeadlines Deadlines { get; }

    public ObserverRegistry Observers { get; }

    public GrainFactory Factory { get; }

    public GrainRuntime Runtime { get; }

    /// <summary>Who is told of finished calls, if anybody.</summary>
    public ICallProbe? Probe { get; }

    public GrainCatalog Catalog => _catalog.Value;

    public IEnumerable<Activation> Activations => _activations.Values.Concat(_pools.Values.SelectMany(pool => pool.Workers));

    public int ActivationCount => _activations.Count + _pools.Values.Sum(pool => pool.Workers.Count);

    public IIncomingGrainCallFilter[]? FiltersOf(GrainTypeDescriptor type) =>
        _filters.Length != 0 || typeof(IIncomingGrainCallFilter).IsAssignableFrom(type.Class) ? _filters : null;

    public object Cast(GrainReference reference, Type interfaceType) => interfaceType.IsInstanceOfType(reference)
        ? reference
        : Factory.CreateReference(Catalog.Interface(interfaceType), reference.GrainId);

    /// <summary>
    /// Takes a call to its activation: straight on this thread when the activation is idle, which saves two changes of
    /// thread, else through its mailbox.
    /// </summary>
    public void Send(GrainCall call)
    {
        if (call.ExpectsResponse && TurnScope.CanNest && !_isClosed && !ObserverRegistry.IsObserver(call.Target.GrainId))
        {
            var activation = Resolve(call.Target);
            call.Activation = activation;
            if (activation.TryBeginInline(call))
            {
                activation.RunInline(call);
                return;
            }
        }

        if (call.ExpectsResponse)
        {
            call.CreatePromise();
            call.Track();
        }

        Enqueue(call);
    }

    /// <summary>Puts a call with a promise where it will run; it may be a call that its last activation did not get to.</summary>
    public void Enqueue(GrainCall call)
    {
        if (ObserverRegistry.IsObserver(call.Target.GrainId))
        {
            Observers.Enqueue(call);
            return;
        }

        while (!_isClosed)
        {
            if (Resolve(call.Target).TryEnqueue(call))
            {
                return;
            }
        }

        call.Untrack();
        call.TryFail(ShuttingDown(call));
    }

    public Activation Resolve(GrainReference target)
    {
        if (target.LastActivation is { IsInvalid: false } last)
        {
            return last;
        }

        if (_activations.TryGetValue(target.GrainId, out var known))
        {
            return target.LastActivation = known;
        }

        var type = Catalog.Type(target.GrainId.Type);
        if (type.WorkersMax > 0)
        {
            return _pools.GetOrAdd(target.GrainId, static (id, state) => new WorkerPool(state.Engine, state.type, id), (Engine: this, type))
                .Choose();
        }

        return target.LastActivation = _activations.GetOrAdd(
            target.GrainId,
            static (id, state) => new Activation(state.Engine, state.type, id, pool: null),
            (Engine: this, type));
    }

    /// <summary>The activation of a grain, the busiest of a stateless worker's; null when there is none.</summary>
    public Activation? Find(GrainId grainId) => _activations.TryGetValue(grainId, out var known)
        ? known
        : _pools.TryGetValue(grainId, out var pool) ? pool.Workers.MaxBy(static worker => worker.Waiting) : null;

    public void Remove(Activation activation)
    {
        if (activation.ExtrasIfAny?.Pool is { } pool)
        {
            pool.Remove(activation);
        }
        else
        {
            _activations.TryRemove(KeyValuePair.Create(activation.GrainId, activation));
        }
    }

    public void CallTimedOut(GrainCall call, TimeSpan timeout)
    {
        Log.CallTimedOut(call, timeout);
        if (_cancelsOnTimeout)
        {
            call.Cancellation?.SignalCallee();
        }
    }

    /// <summary>Refuses all calls from now on, and gives up those that still wait.</summary>
    public void Close()
    {
        _isClosed = true;
        Deadlines.FailAll(ShuttingDown);
    }

    public void Dispose() => Deadlines.Dispose();

    private static SiloUnavailableException ShuttingDown(GrainCall call) => new($"The silo is shutting down; {call} was refused.");
}
