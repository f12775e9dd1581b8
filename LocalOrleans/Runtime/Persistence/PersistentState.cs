using Orleans.Storage;

namespace Orleans.Runtime.Local;

/// <summary>A state of one activation and the storage behind it.</summary>
internal sealed class PersistentState<TState>(string name, IGrainStorage storage, Activation activation)
    : IPersistentState<TState>, IActivationState
{
    private readonly GrainState<TState> _state = new(StateFactory<TState>.Create());

    public TState State
    {
        get => _state.State!;
        set => _state.State = value;
    }

    public string? Etag => _state.ETag;

    public bool RecordExists => _state.RecordExists;

    public Task ReadStateAsync() => ReadStateAsync(CancellationToken.None);

    public Task WriteStateAsync() => WriteStateAsync(CancellationToken.None);

    public Task ClearStateAsync() => ClearStateAsync(CancellationToken.None);

    public Task WriteStateAsync(CancellationToken cancellationToken) =>
        storage.WriteStateAsync(name, activation.GrainId, _state, cancellationToken);

    public Task ClearStateAsync(CancellationToken cancellationToken) =>
        storage.ClearStateAsync(name, activation.GrainId, _state, cancellationToken);

    public async Task ReadStateAsync(CancellationToken cancellationToken)
    {
        await storage.ReadStateAsync(name, activation.GrainId, _state, cancellationToken);
        _state.State ??= StateFactory<TState>.Create();
    }

    Task IActivationState.ReadAsync(CancellationToken cancellationToken) => ReadStateAsync(cancellationToken);
}

/// <summary>Makes the state that a grain begins with.</summary>
internal static class StateFactory<TState>
{
    public static TState Create() => typeof(TState).IsValueType || typeof(TState).GetConstructor(System.Type.EmptyTypes) is not null
        ? Activator.CreateInstance<TState>()
        : default!;
}
