using System.ComponentModel;

namespace Orleans.Runtime.Local;

/// <summary>What a proxy is bound to.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ProxyBinding
{
    internal ProxyBinding(InterfaceDescriptor descriptor, GrainEngine engine, GrainId grainId)
    {
        Descriptor = descriptor;
        Engine = engine;
        GrainId = grainId;
    }

    internal InterfaceDescriptor Descriptor { get; }

    internal GrainEngine Engine { get; }

    internal GrainId GrainId { get; }
}

/// <summary>The base of generated proxies.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class GrainProxy : GrainReference
{
    protected GrainProxy(ProxyBinding binding)
        : base(binding.Descriptor, binding.Engine, binding.GrainId)
    {
    }
}
