using System.Security.Cryptography;
using Orleans.Streams;
using Orleans.Streams.Core;

namespace Orleans.Runtime.Local;

/// <summary>The implicit subscription of a grain to a stream: who it is, and how its handler is attached.</summary>
internal sealed class StreamSubscription(string providerName, StreamId streamId, Activation activation) : IStreamSubscriptionHandleFactory
{
    public StreamId StreamId => streamId;

    public string ProviderName => providerName;

    // The same subscription has the same id in every life of its grain.
    public GuidId SubscriptionId => GuidId.GetGuidId(new Guid(
        SHA256.HashData([.. streamId.FullKey.Span, .. activation.GrainId.Type.AsSpan()])[..16]));

    public StreamSubscriptionHandle<T> Create<T>() => new MemoryStreamHandle<T>(this);

    public void Attach(object observer) => activation.Extras.StreamHandlers[(providerName, streamId)] = observer;

    public void Detach() => activation.Extras.StreamHandlers.Remove((providerName, streamId));
}

/// <inheritdoc/>
internal sealed class MemoryStreamHandle<T>(StreamSubscription subscription) : StreamSubscriptionHandle<T>
{
    public override StreamId StreamId => subscription.StreamId;

    public override string ProviderName => subscription.ProviderName;

    public override Guid HandleId => subscription.SubscriptionId.Guid;

    public override Task UnsubscribeAsync()
    {
        subscription.Detach();
        return Task.CompletedTask;
    }

    public override Task<StreamSubscriptionHandle<T>> ResumeAsync(IAsyncObserver<T> observer, StreamSequenceToken? token = null)
    {
        ArgumentNullException.ThrowIfNull(observer);
        subscription.Attach(observer);
        return Task.FromResult<StreamSubscriptionHandle<T>>(this);
    }

    public override bool Equals(StreamSubscriptionHandle<T>? other) =>
        other is not null && HandleId == other.HandleId && ProviderName == other.ProviderName && StreamId == other.StreamId;

    public override bool Equals(object? obj) => Equals(obj as StreamSubscriptionHandle<T>);

    public override int GetHashCode() => HandleId.GetHashCode();
}
