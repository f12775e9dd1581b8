using System.ComponentModel;

namespace Orleans.Runtime.Local;

/// <summary>A call that answers with a value.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class TaskCall<TResult> : GrainCall
{
    private TaskCompletionSource<TResult>? _promise;

    internal sealed override bool HasPromise => _promise is not null;

    internal sealed override bool IsAbandoned => _promise is { Task.IsCompleted: true };

    public Task<TResult> SendAsync(GrainReference target)
    {
        Send(target);
        if (_promise is { } promise)
        {
            return promise.Task;
        }

        var finished = (Task<TResult>)RunningTask!;
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
            return Invoke(instance) ?? Task.FromException<TResult>(TaskCall.NullTask(this));
        }
        catch (OperationCanceledException cancelled)
        {
            return TaskCall.Cancelled<TResult>(cancelled);
        }
        catch (Exception exception)
        {
            return Task.FromException<TResult>(exception);
        }
    }

    internal sealed override Task StartFiltered(IncomingCallContext context)
    {
        RunningTask = InvokeFiltered(context);
        return RunningTask;
    }

    internal sealed override object? ResultOf(Task completed) => ((Task<TResult>)completed).GetAwaiter().GetResult();

    internal sealed override void CreatePromise() =>
        _promise = new TaskCompletionSource<TResult>(TaskCreationOptions.RunContinuationsAsynchronously);

    internal sealed override void CompletePromise(Task completed) => _promise!.TrySetFromTask((Task<TResult>)completed);

    internal sealed override bool TryFail(Exception exception) => exception is OperationCanceledException cancelled
        ? _promise!.TrySetCanceled(cancelled.CancellationToken)
        : _promise!.TrySetException(exception);

    protected abstract Task<TResult> Invoke(object target);

    /// <summary>Forgets the arguments and keeps the object for the next call on this thread.</summary>
    protected abstract void Recycle();

    private static async Task<TResult> InvokeFiltered(IncomingCallContext context)
    {
        await context.InvokeAll();
        return (TResult)context.Result!;
    }
}
