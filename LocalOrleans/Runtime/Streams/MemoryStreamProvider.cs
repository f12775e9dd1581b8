using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Orleans.Streams;

namespace Orleans.Runtime.Local;

/// <summary>Streams of one name.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "The container makes it.")]
internal sealed class MemoryStreamProvider(string name, GrainEngine engine) : IStreamProvider
{
    private readonly ConcurrentDictionary<StreamId, StreamChannel> _channels = new();

    public string Name => name;

    public bool IsRewindable => false;

    public IAsyncStream<T> GetStream<T>(StreamId streamId) => new MemoryStream<T>(this, streamId);

    public GrainEngine Engine => engine;

    /// <summary>The channel of a stream; it is kept only while events wait in it.</summary>
    public StreamChannel Channel(StreamId streamId) =>
        _channels.GetOrAdd(streamId, static (id, provider) => new StreamChannel(provider, id), this);

    public void Forget(StreamChannel channel) => _channels.TryRemove(KeyValuePair.Create(channel.StreamId, channel));
}
