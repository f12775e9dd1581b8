namespace SocialCommerce.Grains.Tests.Orders.Simulation;

/// <summary>
/// One life of a process. What it awaits comes back through here, some time later, and may find that it crashed meanwhile:
/// then nothing of it runs ever again.
/// </summary>
internal sealed class Node(Scheduler scheduler, FaultPlan faults, Action<Node>? crashed = null) : SynchronizationContext
{
    /// <summary>Between an answer and the turn that takes it.</summary>
    private static readonly TimeSpan TurnMost = TimeSpan.FromMilliseconds(2);

    public bool IsAlive { get; private set; } = true;

    public override SynchronizationContext CreateCopy() => this;

    public override void Post(SendOrPostCallback d, object? state) => scheduler.After(scheduler.Draw(TurnMost), () =>
    {
        if (crashed is not null && IsAlive && scheduler.Chance(faults.Crash))
        {
            Crash();
        }

        if (IsAlive)
        {
            Run(() => d(state));
        }
    });

    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException();

    /// <summary>Runs a turn of it now.</summary>
    public void Run(Action turn)
    {
        var outer = Current;
        SetSynchronizationContext(this);
        try
        {
            turn();
        }
        finally
        {
            SetSynchronizationContext(outer);
        }
    }

    /// <summary>Ends it, unless it is one that is only believed to be dead: that goes on beside the next.</summary>
    public void Crash()
    {
        IsAlive = scheduler.Chance(faults.Zombie);
        crashed?.Invoke(this);
    }
}
