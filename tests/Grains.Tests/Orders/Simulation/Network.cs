namespace SocialCommerce.Grains.Tests.Orders.Simulation;

/// <summary>
/// Between processes: a call may be lost, come twice, come late, overtake others, and lose its answer. Whoever called waits
/// no longer than <see cref="Patience"/> and then does not know.
/// </summary>
internal sealed class Network(Scheduler scheduler, FaultPlan faults)
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan NearMost = TimeSpan.FromMilliseconds(20);

    private static readonly TimeSpan FarMost = TimeSpan.FromMinutes(20);

    private readonly Node _wire = new(scheduler, FaultPlan.None);

    public Task<T> CallAsync<T>(Func<Task<T>> target)
    {
        var answer = new TaskCompletionSource<T>();
        if (!scheduler.Chance(faults.Drop))
        {
            Deliver(target, scheduler.Chance(faults.LoseAnswer) ? null : answer, Wait());
        }

        if (scheduler.Chance(faults.Double))
        {
            Deliver(target, null, Wait() + Wait());
        }

        scheduler.After(Patience, () => answer.TrySetException(new TimeoutException("No answer.")));
        return answer.Task;
    }

    private TimeSpan Wait() => scheduler.Draw(scheduler.Chance(faults.Delay) ? FarMost : NearMost);

    private void Deliver<T>(Func<Task<T>> target, TaskCompletionSource<T>? answer, TimeSpan wait) =>
        scheduler.After(wait, () => _wire.Run(() => _ = AnswerAsync(target, answer)));

    private async Task AnswerAsync<T>(Func<Task<T>> target, TaskCompletionSource<T>? answer)
    {
        try
        {
            var result = await target();
            scheduler.After(Wait(), () => answer?.TrySetResult(result));
        }
#pragma warning disable CA1031 // What the target threw is the answer.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            scheduler.After(Wait(), () => answer?.TrySetException(exception));
        }
    }
}
