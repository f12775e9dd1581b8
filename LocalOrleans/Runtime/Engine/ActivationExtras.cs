namespace Orleans.Runtime.Local;

/// <summary>What few activations need at any moment; kept apart so that the idle million stays small.</summary>
internal sealed class ActivationExtras
{
    private readonly HashSet<IDisposable> _timers = [];

    public DeactivationReason? DeactivationReason { get; set; }

    public CancellationToken DeactivationToken { get; set; }

    public TaskCompletionSource? Deactivated { get; set; }

    public WorkerPool? Pool { get; set; }

    /// <summary>Timestamp until which the activation is not collected.</summary>
    public long KeepUntil { get; set; }

    public List<IActivationState> States { get; } = [];

    public ReentrantSections ReentrantSections { get; } = new();

    public Dictionary<(string Provider, StreamId Stream), object> StreamHandlers { get; } = [];

    // A timer may be disposed of on any thread.
    public void AddTimer(IDisposable timer)
    {
        lock (_timers)
        {
            _timers.Add(timer);
        }
    }

    public void RemoveTimer(IDisposable timer)
    {
        lock (_timers)
        {
            _timers.Remove(timer);
        }
    }

    public IDisposable[] TakeTimers()
    {
        lock (_timers)
        {
            IDisposable[] taken = [.. _timers];
            _timers.Clear();
            return taken;
        }
    }
}

/// <summary>A persistent state that is read before its grain is activated.</summary>
internal interface IActivationState
{
    Task ReadAsync(CancellationToken cancellationToken);
}
