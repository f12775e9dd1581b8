using System.Collections.Concurrent;
using System.Globalization;
using Orleans.Storage;

namespace SocialCommerce.Contract.Tests.Storage;

/// <summary>A storage of values that fails as often as the test says, and tells what it was asked.</summary>
internal sealed class FlakyStorage : IGrainStorage
{
    private readonly ConcurrentDictionary<GrainId, (int Value, string ETag)> _rows = new();
    private int _version;
    private int _failures;
    private int _writes;

    public CancellationToken LastToken { get; private set; }

    public int Writes => _writes;

    public void FailNext(int times = 1) => _failures = times;

    public int? Stored(GrainId grainId) => _rows.TryGetValue(grainId, out var row) ? row.Value : null;

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        FailIfTold();
        var isStored = _rows.TryGetValue(grainId, out var row);
        grainState.State = (T)(object)(isStored ? new StoredValue { Value = row.Value } : new StoredValue());
        grainState.ETag = isStored ? row.ETag : null;
        grainState.RecordExists = isStored;
        return Task.CompletedTask;
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        Interlocked.Increment(ref _writes);
        FailIfTold();
        var (value, etag) = (((StoredValue)(object)grainState.State!).Value, grainState.ETag);
        await Task.Yield();
        var next = Interlocked.Increment(ref _version).ToString(CultureInfo.InvariantCulture);
        _rows.AddOrUpdate(
            grainId,
            _ => (value, next),
            (_, row) => row.ETag == etag ? (value, next) : throw new InconsistentStateException("changed", row.ETag, etag));
        grainState.ETag = next;
        grainState.RecordExists = true;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        LastToken = cancellationToken;
        cancellationToken.ThrowIfCancellationRequested();
        return WriteStateAsync(stateName, grainId, grainState);
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        FailIfTold();
        _rows.TryRemove(grainId, out _);
        grainState.State = (T)(object)new StoredValue();
        grainState.ETag = null;
        grainState.RecordExists = false;
        return Task.CompletedTask;
    }

    private void FailIfTold()
    {
        if (_failures > 0)
        {
            _failures--;
            throw new InvalidDataException("disk on fire");
        }
    }
}
