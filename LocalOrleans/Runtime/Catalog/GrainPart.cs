using System.ComponentModel;

namespace Orleans.Runtime.Local;

/// <summary>Names the generated class that knows the grains of an assembly.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class GrainPartAttribute(Type partType) : Attribute
{
    public Type PartType { get; } = partType;
}

/// <summary>The grains and grain interfaces of an assembly; generated.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IGrainPart
{
    void Describe(GrainPartBuilder builder);
}

/// <summary>Gathers what the parts of an application describe.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class GrainPartBuilder
{
    internal List<InterfaceDescriptor> Interfaces { get; } = [];

    internal List<Type> Grains { get; } = [];

    public void AddInterface(Type interfaceType, string name, Func<ProxyBinding, GrainReference> createProxy) =>
        Interfaces.Add(new InterfaceDescriptor(interfaceType, GrainInterfaceType.Create(name), createProxy));

    public void AddGrain(Type grainType) => Grains.Add(grainType);
}
