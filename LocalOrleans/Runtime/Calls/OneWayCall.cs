using System.ComponentModel;

namespace Orleans.Runtime.Local;

/// <summary>A call whose caller does not wait; what goes wrong in it is logged where it runs.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class OneWayCall : GrainCall
{
    private bool _failed;

    internal sealed override bool ExpectsResponse => false;

    // There is no one to promise anything to, and the queue must never hand it back to the sender's thread.
    internal sealed override bool HasPromise => true;

    internal sealed override bool IsAbandoned => _failed;

    public void Post(GrainReference target) => Send(target);

    internal sealed override Task Start(object instance) => Run(instance);

    internal sealed override Task Run(object instance)
    {
        try
        {
            return Invoke(instance) ?? Task.CompletedTask;
        }
        catch (Exception exception)
        {
            return Task.FromException(exception);
        }
    }

    internal sealed override Task StartFiltered(IncomingCallContext context) => context.InvokeAll();

    internal sealed override object? ResultOf(Task completed)
    {
        completed.GetAwaiter().GetResult();
        return null;
    }

    internal sealed override void CreatePromise()
    {
    }

    internal sealed override void CompletePromise(Task completed)
    {
        if (completed.Exception?.InnerException is { } exception)
        {
            TryFail(exception);
        }
    }

    internal sealed override bool TryFail(Exception exception)
    {
        _failed = true;
        Target.Engine.Log.OneWayFailed(this, exception);
        return true;
    }

    protected abstract Task Invoke(object target);
}
