namespace SocialCommerce.Grains.Common;

/// <summary>
/// Lets calls that interleave share writes: one is under way at a time, and what was changed meanwhile is the next. After
/// a failed write nobody knows what landed: everybody who waits is told so, nothing more is taken, and the activation
/// is dropped.
/// </summary>
internal sealed class GroupCommit<T>(IPersistentState<T> storage, Func<T> snapshot, IGrainBase grain)
    where T : class
{
    private TaskCompletionSource? _next;
    private TaskCompletionSource? _writing;
    private bool _isBroken;

    /// <summary>Writes made so far.</summary>
    public long Writes { get; private set; }

    /// <summary>Writes what is in the state now; answers when it is durable.</summary>
    public Task SaveAsync()
    {
        ThrowIfBroken();
        _next ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var next = _next.Task;
        if (_writing is null)
        {
            WriteAsync().Forget();
        }

        return next;
    }

    /// <summary>Answers when everything that was to be written before is durable; writes nothing itself.</summary>
    public Task SettleAsync() => (_next ?? _writing)?.Task ?? Task.CompletedTask;

    /// <summary>Throws after a failed write: what is in memory is not to be believed.</summary>
    public void ThrowIfBroken()
    {
        if (_isBroken)
        {
            throw new OrleansException("The grain lost its place in the store and starts anew.");
        }
    }

    private async Task WriteAsync()
    {
        while (_next is { } writing)
        {
            (_writing, _next) = (writing, null);
            try
            {
                await storage.SaveAsync(snapshot(), grain);
                Writes++;
                writing.SetResult();
            }
#pragma warning disable CA1031 // Whoever waits is told, whatever it is.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                _isBroken = true;
                writing.SetException(exception);
                _next?.SetException(exception);
                _next = null;
            }
        }

        _writing = null;
    }
}
