using Orleans.Storage;

namespace Orleans.Runtime.Local;

/// <summary>
/// A state of one activation and the storage behind it. Its operations run one after the other, however a grain interleaves
/// them; writes that wait behind another are one write.
/// </summary>
internal sealed class PersistentState<TState>(string name, IGrainStorage storage, Activation activation)
    : IPersistentState<TState>, IActivationState
{
    private readonly GrainState<TState> _state = new(StateFactory<TState>.Create());
    private Operation? _last;
    private bool _isLoaded;

    private enum OperationKind
    {
        Read,
        Write,
        Clear,
    }

    public TState State
    {
        get
        {
            CheckContext();
            return _state.State!;
        }

        set
        {
            CheckContext();
            _state.State = value;
        }
    }

    public string? Etag => _state.ETag;

    public bool RecordExists => _isLoaded ? _state.RecordExists : throw new InvalidOperationException("State has not yet been loaded");

    public Task ReadStateAsync() => ReadStateAsync(CancellationToken.None);

    public Task WriteStateAsync() => WriteStateAsync(CancellationToken.None);

    public Task ClearStateAsync() => ClearStateAsync(CancellationToken.None);

    public Task ReadStateAsync(CancellationToken cancellationToken) => QueueAsync(OperationKind.Read, cancellationToken);

    public Task WriteStateAsync(CancellationToken cancellationToken) => QueueAsync(OperationKind.Write, cancellationToken);

    public Task ClearStateAsync(CancellationToken cancellationToken) => QueueAsync(OperationKind.Clear, cancellationToken);

    Task IActivationState.ReadAsync(CancellationToken cancellationToken) => ReadStateAsync(cancellationToken);

    private static void CheckContext()
    {
        if (RuntimeContext.Current is null)
        {
            throw new InvalidOperationException("The state of a grain was used outside of its turns.");
        }
    }

    private Task QueueAsync(OperationKind kind, CancellationToken cancellationToken)
    {
        CheckContext();
        if (kind == OperationKind.Write && !cancellationToken.CanBeCanceled && _last is { Kind: OperationKind.Write, IsShared: true } waiting)
        {
            return waiting.Completion;
        }

        var previous = _last;
        _last = new Operation(kind) { IsShared = previous is not null && !cancellationToken.CanBeCanceled };
        return _last.Completion = RunAsync(_last, previous, cancellationToken);
    }

    private async Task RunAsync(Operation operation, Operation? previous, CancellationToken cancellationToken)
    {
        if (previous is not null)
        {
            await previous.Completion.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }

        operation.IsShared = false;
        try
        {
            await RunAsync(operation.Kind, cancellationToken);
        }
        catch (Exception exception) when (exception is not OrleansException
            && !(exception is OperationCanceledException && cancellationToken.IsCancellationRequested))
        {
            throw new OrleansException(
                $"Error from storage provider {storage.GetType().Name}.{name} during {operation.Kind} for grain {activation.GrainId}: {exception.Message}",
                exception);
        }
        finally
        {
            if (ReferenceEquals(_last, operation))
            {
                _last = null;
            }
        }
    }

    private async Task RunAsync(OperationKind kind, CancellationToken cancellationToken)
    {
        switch (kind)
        {
            case OperationKind.Write:
                await storage.WriteStateAsync(name, activation.GrainId, _state, cancellationToken);
                break;
            case OperationKind.Clear:
                await storage.ClearStateAsync(name, activation.GrainId, _state, cancellationToken);
                break;
            default:
                await storage.ReadStateAsync(name, activation.GrainId, _state, cancellationToken);
                _state.State ??= StateFactory<TState>.Create();
                _isLoaded = true;
                break;
        }
    }

    private sealed class Operation(OperationKind kind)
    {
        public OperationKind Kind => kind;

        /// <summary>Whether it still waits and whoever asks for the same may have its outcome.</summary>
        public bool IsShared { get; set; }

        public Task Completion { get; set; } = Task.CompletedTask;
    }
}

/// <summary>Makes the state that a grain begins with.</summary>
internal static class StateFactory<TState>
{
    public static TState Create() => typeof(TState).IsValueType || typeof(TState).GetConstructor(System.Type.EmptyTypes) is not null
        ? Activator.CreateInstance<TState>()
        : default!;
}
