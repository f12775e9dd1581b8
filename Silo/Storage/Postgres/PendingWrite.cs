using System.Diagnostics;

namespace SocialCommerce.Silo.Storage;

/// <summary>One caller's write on its way through a <see cref="PostgresWriter{TEntry,TResult}"/>.</summary>
internal sealed class PendingWrite<TEntry, TResult>(TEntry entry)
{
    // The writer's thread must not run what the caller does with the answer.
    private readonly TaskCompletionSource<TResult> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly long _added = Stopwatch.GetTimestamp();

    public TEntry Entry => entry;

    /// <summary>What the caller is told when the commit is durable; may change as long as it is not.</summary>
    public TResult? Result { get; set; }

    /// <summary>Set instead of a result when this write was refused and the others of its commit were not.</summary>
    public Exception? Refusal { get; set; }

    public Task<TResult> Completion => _completion.Task;

    public TimeSpan Waited => Stopwatch.GetElapsedTime(_added);

    /// <summary>The commit is on disk.</summary>
    public void Complete()
    {
        if (Refusal is null)
        {
            _completion.TrySetResult(Result!);
        }
        else
        {
            _completion.TrySetException(Refusal);
        }
    }

    public void Fail(Exception exception) => _completion.TrySetException(exception);
}
