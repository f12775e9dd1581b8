using SocialCommerce.Grains.Interfaces.Operations;

namespace SocialCommerce.Grains.Operations;

/// <summary>
/// One keyed request, as the only one who writes what is known of it. One call at a time. Which attempt is under way is in
/// memory only; after a write that failed another one has to load.
/// </summary>
internal sealed class OperationProcess(IOperationStore store, TimeProvider clock)
{
    private RunningAttempt? _running;

    public OperationState Begin(BeginOperation command)
    {
        (_running, var result) = OperationRules.Begin(store.Memory, _running, command, clock.GetUtcNow());
        return result;
    }

    /// <summary>Stores an answer unless there is one, and says which one stands.</summary>
    public async Task<OperationState> CompleteAsync(CompleteOperation command)
    {
        var now = clock.GetUtcNow();
        try
        {
            // The reminder first: an answer without one would be kept for ever.
            await store.RemindAsync(OperationRules.Retention);
            await store.SaveAsync(OperationRules.Complete(store.Memory, command, now));
            return OperationRules.Recall(store.Memory, command.Fingerprint);
        }
        finally
        {
            // Over also when it could not be written: a retry finds what it did, and need not wait.
            Abandon(command.AttemptId);
        }
    }

    public void Abandon(string attemptId)
    {
        if (_running?.AttemptId == attemptId)
        {
            _running = null;
        }
    }

    /// <summary>Whether nothing is known any more. A reminder may come early; then it comes again.</summary>
    public async Task<bool> ForgetAsync()
    {
        if (store.Memory.Answer is not null && !OperationRules.IsForgotten(store.Memory, clock.GetUtcNow()))
        {
            return false;
        }

        await store.ClearAsync();
        return true;
    }
}

/// <summary>Where what is known of a keyed request is kept.</summary>
internal interface IOperationStore
{
    OperationMemory Memory { get; }

    /// <summary>Has somebody come back later, to forget.</summary>
    Task RemindAsync(TimeSpan after);

    /// <summary>Durable when it answers; unknown when it fails.</summary>
    Task SaveAsync(OperationMemory next);

    /// <summary>Forgets, and that somebody was to come back.</summary>
    Task ClearAsync();
}
