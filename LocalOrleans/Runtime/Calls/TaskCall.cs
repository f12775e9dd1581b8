using System.ComponentModel;
using System.Runtime.ExceptionServices;

namespace Orleans.Runtime.Local;

/// <summary>A call that answers when it is done.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class TaskCall : GrainCall
{
    private TaskCompletionSource? _promise;

    internal sealed override bool HasPromise => _promise is not null;

    internal sealed override bool IsAbandoned => _promise is { Task.IsCompleted: true };

    public Task SendAsync(GrainReference target)
    {
        Send(target);
        if (_promise is { } promise)
        {
            return promise.Task;
        }

        var finished = RunningTask!;
        if (Cancellation is null && Activation!.Filters is null)
        {
            ClearForReuse();
            Recycle();
        }

        return finished;
    }

    internal sealed override Task Start(object instance) => RunningTask = Run(instance);

    internal sealed override Task Run(object instance)
    {
        try
        {
            return Invoke(instance) ?? Task.FromException(NullTask(this));
        }
        catch (OperationCanceledException cancelled)
        {
            return Cancelled<object>(cancelled);
        }
        catch (Exception exception)
        {
            return Task.FromException(exception);
        }
    }

    internal sealed override Task StartFiltered(IncomingCallContext context)
    {
        RunningTask = InvokeFiltered(context);
        return RunningTask;
    }

    internal sealed override object? ResultOf(Task completed)
    {
        completed.GetAwaiter().GetResult();
        return null;
    }

    internal sealed override void CreatePromise() =>
        _promise = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    internal sealed override void CompletePromise(Task completed) => _promise!.TrySetFromTask(completed);

    internal sealed override bool TryFail(Exception exception) => exception is OperationCanceledException cancelled
        ? _promise!.TrySetCanceled(cancelled.CancellationToken)
        : _promise!.TrySetException(exception);

    protected abstract Task Invoke(object target);

    /// <summary>Forgets the arguments and keeps the object for the next call on this thread.</summary>
    protected abstract void Recycle();

    internal static InvalidOperationException NullTask(GrainCall call) => new($"{call.Method} returned null instead of a task.");

    // A task that ends as cancelled, with the very exception; which only an async method can make.
    internal static async Task<TResult> Cancelled<TResult>(OperationCanceledException exception)
    {
        await Task.CompletedTask;
        ExceptionDispatchInfo.Throw(exception);
        return default!;
    }

    private static Task InvokeFiltered(IncomingCallContext context) => context.InvokeAll();
}
