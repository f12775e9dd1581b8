using SocialCommerce.Grains.Interfaces.Operations;

namespace SocialCommerce.Grains.Operations;

/// <summary>
/// Keeps one answer until a reminder throws it away. Only the answer is durable: what a crashed attempt did is found by
/// the next one, because the ids of what a keyed request creates are derived from its key.
/// </summary>
internal sealed class IdempotencyGrain : Grain, IIdempotencyGrain, IRemindable, IOperationStore
{
    private const string ForgetReminder = "forget";

    private static readonly TimeSpan ForgetPeriod = TimeSpan.FromHours(1);

    private readonly IPersistentState<OperationMemory> _storage;
    private readonly OperationProcess _process;

    public IdempotencyGrain([PersistentState("operation", StorageNames.Commerce)] IPersistentState<OperationMemory> storage, TimeProvider clock) =>
        (_storage, _process) = (storage, new OperationProcess(this, clock));

    OperationMemory IOperationStore.Memory => _storage.State;

    public Task<OperationState> BeginAsync(BeginOperation command, CancellationToken cancellationToken) =>
        Task.FromResult(_process.Begin(command));

    public Task<OperationState> CompleteAsync(CompleteOperation command, CancellationToken cancellationToken) =>
        _process.CompleteAsync(command);

    public Task AbandonAsync(string attemptId, CancellationToken cancellationToken)
    {
        _process.Abandon(attemptId);
        return Task.CompletedTask;
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        if (await _process.ForgetAsync())
        {
            DeactivateOnIdle();
        }
    }

    Task IOperationStore.RemindAsync(TimeSpan after) => this.RegisterOrUpdateReminder(ForgetReminder, after, ForgetPeriod);

    Task IOperationStore.SaveAsync(OperationMemory next) => _storage.SaveAsync(next, this);

    async Task IOperationStore.ClearAsync()
    {
        if (_storage.RecordExists)
        {
            await _storage.ClearStateAsync();
        }

        if (await this.GetReminder(ForgetReminder) is { } reminder)
        {
            await this.UnregisterReminder(reminder);
        }
    }
}
