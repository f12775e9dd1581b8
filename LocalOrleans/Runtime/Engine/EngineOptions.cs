using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Orleans.Runtime.Local;

/// <summary>The settings of the engine, read once at start.</summary>
internal sealed class EngineOptions(
    IOptions<SiloMessagingOptions> messaging, IOptions<GrainCollectionOptions> collection, TimeProvider time)
{
    public SiloMessagingOptions Messaging { get; } = messaging.Value;

    public GrainCollectionOptions Collection { get; } = collection.Value;

    public TimeProvider Time { get; } = time;
}
