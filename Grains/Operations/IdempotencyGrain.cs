using SocialCommerce.Grains.Interfaces.Operations;

namespace SocialCommerce.Grains.Operations;

/// <summary>
/// Keeps one answer until a reminder throws it away. Only the answer is durable: what a crashed attempt did is found by
/// the next one, because the ids of what a keyed request creates are derived from its key.
/// </summary>
internal sealed class IdempotencyGrain(
    [PersistentState("operation", StorageNames.Commerce)] IPersistentState<OperationMemory> storage,
    TimeProvider clock) : Grain, IIdempotencyGrain, IRemindable
{
    private const string ForgetReminder = "forget";

    private static readonly TimeSpan ForgetPeriod = TimeSpan.FromHours(1);

    private RunningAttempt? _running;

    public Task<OperationState> BeginAsync(BeginOperation command, CancellationToken cancellationToken)
    {
        (_running, var result) = OperationRules.Begin(storage.State, _running, command, clock.GetUtcNow());
        return Task.FromResult(result);
    }

    public async Task CompleteAsync(CompleteOperation command, CancellationToken cancellationToken)
    {
        // The reminder first: an answer without one would be kept for ever.
        await this.RegisterOrUpdateReminder(ForgetReminder, OperationRules.Retention, ForgetPeriod);
        await storage.SaveAsync(
            OperationRules.Complete(storage.State, command, clock.GetUtcNow()), this);
        _running = null;
    }

    public Task AbandonAsync(string attemptId, CancellationToken cancellationToken)
    {
        if (_running?.AttemptId == attemptId)
        {
            _running = null;
        }

        return Task.CompletedTask;
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        if (storage.RecordExists)
        {
            await storage.ClearStateAsync();
        }

        if (await this.GetReminder(ForgetReminder) is { } reminder)
        {
            await this.UnregisterReminder(reminder);
        }

        DeactivateOnIdle();
    }
}
