using Orleans.Runtime;

namespace Orleans;

/// <summary>Marks the interfaces of objects that grains may call back.</summary>
public interface IGrainObserver : IAddressable
{
}
