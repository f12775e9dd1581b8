namespace SocialCommerce.Silo.Storage;

/// <summary>
/// Work inside the writer's transaction. It may run again after a rollback, so it keeps nothing between runs but its
/// result.
/// </summary>
internal abstract class WriteOperation
{
    public abstract void Execute(SqlSession session);

    /// <summary>The commit is on disk.</summary>
    public abstract void Complete();

    public abstract void Fail(Exception exception);
}

internal sealed class WriteOperation<T>(Func<SqlSession, T> work) : WriteOperation
{
    // The writer thread must not run what the caller does with the answer.
    private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    public Task<T> Completion => _completion.Task;

    public override void Execute(SqlSession session) => _result = work(session);

    public override void Complete() => _completion.TrySetResult(_result!);

    public override void Fail(Exception exception) => _completion.TrySetException(exception);
}
