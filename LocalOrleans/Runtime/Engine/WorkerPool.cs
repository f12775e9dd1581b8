namespace Orleans.Runtime.Local;

/// <summary>The activations that share one id of a stateless worker.</summary>
internal sealed class WorkerPool(GrainEngine engine, GrainTypeDescriptor type, GrainId grainId)
{
    private readonly Lock _gate = new();
    private Activation[] _workers = [];

    public IReadOnlyCollection<Activation> Workers => Volatile.Read(ref _workers);

    /// <summary>An idle worker, else a new one, else the one with the least to do.</summary>
    public Activation Choose()
    {
        var least = LeastLoaded(Volatile.Read(ref _workers), out var load);
        if (least is not null && load == 0)
        {
            return least;
        }

        lock (_gate)
        {
            if (_workers.Length >= type.WorkersMax)
            {
                return LeastLoaded(_workers, out _)!;
            }

            var worker = new Activation(engine, type, grainId, this);
            _workers = [.. _workers, worker];
            return worker;
        }
    }

    public void Remove(Activation worker)
    {
        lock (_gate)
        {
            _workers = [.. _workers.Where(other => other != worker)];
        }
    }

    private static Activation? LeastLoaded(Activation[] workers, out int load)
    {
        Activation? least = null;
        load = int.MaxValue;
        foreach (var worker in workers)
        {
            if (worker.Load < load)
            {
                least = worker;
                load = worker.Load;
            }
        }

        return least;
    }
}
