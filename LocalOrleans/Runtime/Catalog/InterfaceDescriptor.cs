namespace Orleans.Runtime.Local;

/// <summary>A grain or observer interface and its proxy.</summary>
internal sealed record InterfaceDescriptor(
    Type Type, GrainInterfaceType InterfaceType, Func<ProxyBinding, GrainReference> CreateProxy);
