using System.Diagnostics;
using System.Reflection;
using Orleans.Concurrency;
using Orleans.Configuration;

namespace Orleans.Runtime.Local;

/// <summary>What the engine knows about a grain class.</summary>
internal sealed class GrainTypeDescriptor
{
    public GrainTypeDescriptor(Type grainClass, IServiceProvider services, EngineOptions options, GrainActivator activator)
    {
        Class = grainClass;
        GrainType = NameOf(grainClass, services);
        IsReentrant = grainClass.IsDefined(typeof(ReentrantAttribute), inherit: true);
        WorkersMax = grainClass.GetCustomAttribute<StatelessWorkerAttribute>()?.WorkersMax ?? 0;
        MailboxMax = WorkersMax > 0
            ? options.Messaging.MaxEnqueuedRequestsHardLimit_StatelessWorker
            : options.Messaging.MaxEnqueuedRequestsHardLimit;
        CollectionAge = AgeOf(grainClass, options.Collection, options.Time);
        ActivationTimeout = options.Collection.ActivationTimeout;
        DeactivationTimeout = options.Collection.DeactivationTimeout;
        HandlesActivation = Overrides(grainClass, nameof(Grain.OnActivateAsync));
        HandlesDeactivation = Overrides(grainClass, nameof(Grain.OnDeactivateAsync));
        ImplicitNamespaces = [.. grainClass.GetCustomAttributes<ImplicitStreamSubscriptionAttribute>(inherit: true)
            .Select(attribute => attribute.StreamNamespace)];
        Create = activator.CompileFactory(grainClass);
    }

    public Type Class { get; }

    public GrainType GrainType { get; }

    public bool IsReentrant { get; }

    /// <summary>Workers per id of a stateless worker; 0 for a grain with one activation.</summary>
    public int WorkersMax { get; }

    /// <summary>Requests that may wait; 0 for no limit.</summary>
    public int MailboxMax { get; }

    /// <summary>Idle time after which an activation goes, in timestamp ticks.</summary>
    public long CollectionAge { get; }

    public TimeSpan ActivationTimeout { get; }

    public TimeSpan DeactivationTimeout { get; }

    public bool HandlesActivation { get; }

    public bool HandlesDeactivation { get; }

    public IReadOnlyList<string> ImplicitNamespaces { get; }

    public Func<Activation, object> Create { get; }

    public required InterfaceDescriptor PrimaryInterface { get; init; }

    private static GrainType NameOf(Type grainClass, IServiceProvider services)
    {
        if (grainClass.GetCustomAttribute<GrainTypeAttribute>() is { } named)
        {
            return named.GetGrainType(services, grainClass);
        }

        const string Suffix = "grain";
        var name = grainClass.Name.ToLowerInvariant();
        var hasSuffix = name.Length > Suffix.Length && name.EndsWith(Suffix, StringComparison.Ordinal);
        return GrainType.Create(hasSuffix ? name[..^Suffix.Length] : name);
    }

    private static long AgeOf(Type grainClass, GrainCollectionOptions collection, TimeProvider time)
    {
        var limit = grainClass.GetCustomAttribute<CollectionAgeLimitAttribute>();
        if (limit is { AlwaysActive: true } || grainClass.IsDefined(typeof(KeepAliveAttribute)))
        {
            return long.MaxValue;
        }

        var age = limit?.AgeLimit
            ?? collection.ClassSpecificCollectionAge.GetValueOrDefault(grainClass.FullName!, collection.CollectionAge);
        return age == Timeout.InfiniteTimeSpan ? long.MaxValue : (long)(age.TotalSeconds * time.TimestampFrequency);
    }

    private static bool Overrides(Type grainClass, string method)
    {
        if (!typeof(IGrainBase).IsAssignableFrom(grainClass))
        {
            return false;
        }

        var map = grainClass.GetInterfaceMap(typeof(IGrainBase));
        var slot = Array.FindIndex(map.InterfaceMethods, candidate => candidate.Name == method);
        Debug.Assert(slot >= 0, "The interface has the method.");
        var declaring = map.TargetMethods[slot].DeclaringType;
        return declaring != typeof(Grain) && declaring != typeof(IGrainBase);
    }
}
