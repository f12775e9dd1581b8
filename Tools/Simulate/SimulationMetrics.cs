namespace SocialCommerce.Tools.Simulate;

/// <summary>What the run measures, from everybody at once.</summary>
internal sealed class SimulationMetrics
{
    private long _deliveries;
    private long _duplicates;
    private long _outOfOrder;
    private long _interactions;
    private long _reactions;
    private long _refusedCalls;

    /// <summary>From when a comment was to be sent until a viewer has it; one value per comment and viewer.</summary>
    public LatencyHistogram Delivery { get; } = new();

    /// <summary>From when a comment was to be sent until its sender knows that it is durable.</summary>
    public LatencyHistogram Acknowledgement { get; } = new();

    /// <summary>From the call until the interactions are durable.</summary>
    public LatencyHistogram Tracking { get; } = new();

    /// <summary>How late this process was itself: what is to be subtracted, in thought, from the others.</summary>
    public LatencyHistogram OwnLag { get; } = new();

    public long Deliveries => Interlocked.Read(ref _deliveries);

    public long Duplicates => Interlocked.Read(ref _duplicates);

    public long OutOfOrder => Interlocked.Read(ref _outOfOrder);

    public long Interactions => Interlocked.Read(ref _interactions);

    public long Reactions => Interlocked.Read(ref _reactions);

    public long RefusedCalls => Interlocked.Read(ref _refusedCalls);

    public void Delivered(TimeSpan latency)
    {
        Interlocked.Increment(ref _deliveries);
        Delivery.Add(latency);
    }

    public void Repeated() => Interlocked.Increment(ref _duplicates);

    public void Disordered() => Interlocked.Increment(ref _outOfOrder);

    public void Tracked(TimeSpan latency)
    {
        Interlocked.Increment(ref _interactions);
        Tracking.Add(latency);
    }

    public void Reacted(int count) => Interlocked.Add(ref _reactions, count);

    public void Refused() => Interlocked.Increment(ref _refusedCalls);
}
