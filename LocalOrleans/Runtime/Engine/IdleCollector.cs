namespace Orleans.Runtime.Local;

/// <summary>Looks for idle activations once per collection quantum.</summary>
internal sealed class IdleCollector(GrainEngine engine) : IDisposable
{
    private ITimer? _timer;

    public void Start()
    {
        var quantum = engine.Options.Collection.CollectionQuantum;
        _timer = engine.Time.CreateTimer(static collector => ((IdleCollector)collector!).Collect(), this, quantum, quantum);
    }

    public void Dispose() => _timer?.Dispose();

    private void Collect()
    {
        var now = engine.Time.GetTimestamp();
        foreach (var activation in engine.Activations)
        {
            activation.CollectIfIdle(now);
        }
    }
}
