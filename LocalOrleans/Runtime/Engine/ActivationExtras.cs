namespace Orleans.Runtime.Local;

/// <summary>What few activations need at any moment; kept apart so that the idle million stays small.</summary>
internal sealed class ActivationExtras
{
    public DeactivationReason? DeactivationReason { get; set; }

    public CancellationToken DeactivationToken { get; set; }

    public TaskCompletionSource? Deactivated { get; set; }

    public WorkerPool? Pool { get; set; }

    /// <summary>Timestamp until which the activation is not collected.</summary>
    public long KeepUntil { get; set; }

    public HashSet<IDisposable> Timers { get; } = [];

    public List<IActivationState> States { get; } = [];

    public Dictionary<Guid, int> ReentrantSections { get; } = [];

    public Dictionary<(string Provider, StreamId Stream), object> StreamHandlers { get; } = [];
}

/// <summary>A persistent state that is read before its grain is activated.</summary>
internal interface IActivationState
{
    Task ReadAsync(CancellationToken cancellationToken);
}
