using System.Collections.Concurrent;
using SocialCommerce.Grains.Common;

namespace SocialCommerce.Grains.Tests.Recommendations.Training;

internal sealed class MemoryBlobStore : IBlobStore
{
    private readonly ConcurrentDictionary<string, byte[]> _blobs = new(StringComparer.Ordinal);

    public byte[] Read(string name) => _blobs[name];

    public Task WriteAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        _blobs[name] = content.ToArray();
        return Task.CompletedTask;
    }

    public Task<byte[]?> ReadAsync(string name, CancellationToken cancellationToken) =>
        Task.FromResult(_blobs.GetValueOrDefault(name));

    public Task DeleteAsync(string name, CancellationToken cancellationToken)
    {
        _blobs.TryRemove(name, out _);
        return Task.CompletedTask;
    }
}
