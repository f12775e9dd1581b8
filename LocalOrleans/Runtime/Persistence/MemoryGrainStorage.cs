using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Orleans.Storage;

namespace Orleans.Runtime.Local;

/// <summary>Grain state in memory. Values are kept as JSON, so that nobody shares an object with the store.</summary>
internal sealed class MemoryGrainStorage : IGrainStorage
{
    private readonly ConcurrentDictionary<(string Name, GrainId Grain), Stored> _records = new();
    private long _version;

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var stored = _records.GetValueOrDefault((stateName, grainId));
        grainState.State = stored is null ? StateFactory<T>.Create() : JsonSerializer.Deserialize<T>(stored.Json);
        grainState.ETag = stored?.ETag;
        grainState.RecordExists = stored is not null;
        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var key = (stateName, grainId);
        var etag = Interlocked.Increment(ref _version).ToString(CultureInfo.InvariantCulture);
        var next = new Stored(JsonSerializer.SerializeToUtf8Bytes(grainState.State), etag);
        var current = _records.GetValueOrDefault(key);
        var isWritten = current?.ETag == grainState.ETag
            && (current is null ? _records.TryAdd(key, next) : _records.TryUpdate(key, next, current));
        if (!isWritten)
        {
            throw Conflict(stateName, grainId, current?.ETag, grainState.ETag);
        }

        grainState.ETag = etag;
        grainState.RecordExists = true;
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var key = (stateName, grainId);
        var current = _records.GetValueOrDefault(key);
        if (current?.ETag != grainState.ETag || (current is not null && !_records.TryRemove(KeyValuePair.Create(key, current))))
        {
            throw Conflict(stateName, grainId, current?.ETag, grainState.ETag);
        }

        grainState.State = StateFactory<T>.Create();
        grainState.ETag = null;
        grainState.RecordExists = false;
        return Task.CompletedTask;
    }

    private static InconsistentStateException Conflict(string name, GrainId grainId, string? stored, string? current) =>
        new($"State '{name}' of {grainId} was changed by somebody else.", stored, current);

    private sealed record Stored(byte[] Json, string ETag);
}
