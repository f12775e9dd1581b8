using Orleans.Streams;

namespace Orleans.Runtime.Local;

/// <summary>A stream as its producers and consumers hold it.</summary>
internal sealed class MemoryStream<T>(MemoryStreamProvider provider, StreamId streamId) : IAsyncStream<T>
{
    public bool IsRewindable => false;

    public string ProviderName => provider.Name;

    public StreamId StreamId => streamId;

    public Task OnNextAsync(T item, StreamSequenceToken? token = null)
    {
        ArgumentNullException.ThrowIfNull(item);
        return provider.Channel(streamId).WriteAsync(new StreamEvent<T>(item));
    }

    public async Task OnNextBatchAsync(IEnumerable<T> batch, StreamSequenceToken? token = null)
    {
        foreach (var item in batch)
        {
            await OnNextAsync(item, token);
        }
    }

    public Task OnCompletedAsync() => throw new NotImplementedException("Streams do not complete.");

    public Task OnErrorAsync(Exception ex) => throw new NotImplementedException("Streams carry no errors.", ex);

    public Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncObserver<T> observer) => SubscribeAsync(observer, token: null);

    public Task<StreamSubscriptionHandle<T>> SubscribeAsync(
        IAsyncObserver<T> observer, StreamSequenceToken? token, string? filterData = null) =>
        new MemoryStreamHandle<T>(OwnSubscription()).ResumeAsync(observer, token);

    public Task<IList<StreamSubscriptionHandle<T>>> GetAllSubscriptionHandles() =>
        Task.FromResult<IList<StreamSubscriptionHandle<T>>>([new MemoryStreamHandle<T>(OwnSubscription())]);

    public int CompareTo(IAsyncStream<T>? other) => other is null ? 1 : streamId.CompareTo(other.StreamId);

    public bool Equals(IAsyncStream<T>? other) => other is not null && streamId == other.StreamId && ProviderName == other.ProviderName;

    public override bool Equals(object? obj) => Equals(obj as IAsyncStream<T>);

    public override int GetHashCode() => streamId.GetHashCode();

    private StreamSubscription OwnSubscription()
    {
        if (RuntimeContext.Current is not Activation activation
            || !activation.Type.ImplicitNamespaces.Contains(streamId.GetNamespace() ?? ""))
        {
            throw new InvalidOperationException(
                $"Only a grain that is implicitly subscribed to '{streamId.GetNamespace()}' can subscribe to {streamId}.");
        }

        return new StreamSubscription(ProviderName, streamId, activation);
    }
}
