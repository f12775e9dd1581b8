using System.Collections.Concurrent;

namespace Orleans.Runtime.Local;

/// <summary>All grain classes and interfaces of the application, and which class answers to which interface.</summary>
internal sealed class GrainCatalog
{
    private readonly Dictionary<Type, InterfaceDescriptor> _interfaces;
    private readonly Dictionary<GrainType, GrainTypeDescriptor> _types = [];
    private readonly Dictionary<Type, List<GrainTypeDescriptor>> _implementations = [];
    private readonly ConcurrentDictionary<Type, GrainRoute> _routes = new();

    public GrainCatalog(IServiceProvider services, EngineOptions options, GrainActivator activator)
    {
        var parts = GrainParts.Find();
        _interfaces = parts.Interfaces.ToDictionary(descriptor => descriptor.Type);
        foreach (var grainClass in parts.Grains)
        {
            Add(new GrainTypeDescriptor(grainClass, services, options, activator)
            {
                PrimaryInterface = PrimaryInterfaceOf(grainClass),
            });
        }
    }

    public IEnumerable<GrainTypeDescriptor> Types => _types.Values;

    public InterfaceDescriptor Interface(Type interfaceType) => _interfaces.TryGetValue(interfaceType, out var descriptor)
        ? descriptor
        : throw new ArgumentException($"{interfaceType} has no generated proxy; is it a public or internal grain interface?");

    public GrainTypeDescriptor Type(GrainType grainType) => _types.TryGetValue(grainType, out var descriptor)
        ? descriptor
        : throw new ArgumentException($"No grain class is named {grainType}.");

    /// <summary>The proxy of an interface and the type name of the class behind it.</summary>
    public GrainRoute Route(Type interfaceType, string? classNamePrefix)
    {
        if (classNamePrefix is null && _routes.TryGetValue(interfaceType, out var known))
        {
            return known;
        }

        var route = new GrainRoute(Interface(interfaceType), ImplementationOf(interfaceType, classNamePrefix).GrainType);
        return classNamePrefix is null ? _routes.GetOrAdd(interfaceType, route) : route;
    }

    /// <summary>The class behind an interface; an ambiguous one needs the beginning of the class's full name.</summary>
    private GrainTypeDescriptor ImplementationOf(Type interfaceType, string? classNamePrefix)
    {
        var all = _implementations.GetValueOrDefault(interfaceType) ?? [];
        var candidates = string.IsNullOrWhiteSpace(classNamePrefix)
            ? all
            : all.FindAll(type => type.Class.FullName!.StartsWith(classNamePrefix, StringComparison.Ordinal));
        return candidates.Count switch
        {
            1 => candidates[0],
            0 => throw new ArgumentException($"Could not find an implementation for interface {interfaceType}"),
            _ => candidates.Find(type => type.Class.FullName == classNamePrefix || IsConventional(interfaceType, type.Class))
                ?? throw new ArgumentException(
                    $"Unable to identify a single appropriate grain type for interface {interfaceType}. "
                    + $"Candidates: {string.Join(", ", candidates.Select(type => type.GrainType))}"),
        };
    }

    private static bool IsConventional(Type interfaceType, Type grainClass) => interfaceType.Name == $"I{grainClass.Name}";

    private void Add(GrainTypeDescriptor descriptor)
    {
        if (!_types.TryAdd(descriptor.GrainType, descriptor))
        {
            throw new OrleansConfigurationException(
                $"{descriptor.Class} and {_types[descriptor.GrainType].Class} are both named {descriptor.GrainType}; use [GrainType].");
        }

        foreach (var implemented in descriptor.Class.GetInterfaces().Where(_interfaces.ContainsKey))
        {
            if (!_implementations.TryGetValue(implemented, out var list))
            {
                _implementations[implemented] = list = [];
            }

            list.Add(descriptor);
        }
    }

    private InterfaceDescriptor PrimaryInterfaceOf(Type grainClass) =>
        _interfaces.Values.FirstOrDefault(candidate =>
            typeof(IGrain).IsAssignableFrom(candidate.Type) && candidate.Type.IsAssignableFrom(grainClass)
            && candidate.Type != typeof(IRemindable))
        ?? throw new OrleansConfigurationException($"{grainClass} implements no grain interface.");
}

/// <summary>Where a call through an interface goes.</summary>
internal sealed record GrainRoute(InterfaceDescriptor Interface, GrainType GrainType);
