using System.ComponentModel;
using System.Reflection;
using Orleans.Serialization.Invocation;

namespace Orleans.Runtime.Local;

/// <summary>
/// One call of one method, with its arguments; generated code derives a class per method. A call that finishes within its
/// first turn on the caller's thread is used again, so the hot path allocates no request. Any other call is left to the
/// collector, because a queue, a deadline or a filter may still hold it.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class GrainCall : IInvokable
{
    private Action? _onCompleted;

    public abstract CallMethod Method { get; }

    internal GrainReference Target { get; set; } = null!;

    internal Activation? Activation { get; set; }

    internal Dictionary<string, object>? Context { get; set; }

    internal GrainId? SourceId { get; set; }

    /// <summary>Link in the queue that the call waits in.</summary>
    internal GrainCall? Next { get; set; }

    internal CallDeadline? Deadline { get; set; }

    internal CallCancellation? Cancellation { get; set; }

    internal RunningKind RunningAs { get; set; }

    internal bool FinishedInTurn { get; private set; }

    /// <summary>Whether this call counts as use of the activation.</summary>
    internal virtual bool IsUse => true;

    internal virtual bool MayInterleave => Method.IsAlwaysInterleave;

    /// <summary>Whether anyone waits for the outcome.</summary>
    internal virtual bool ExpectsResponse => true;

    /// <summary>Whether the engine itself makes the call, which is none of the filters' business.</summary>
    internal virtual bool BypassesFilters => false;

    internal bool IsReadOnly => Method.IsReadOnly;

    internal Guid ReentrancyId =>
        Context is { } values && values.TryGetValue(RequestContext.ReentrancyKey, out var id) && id is Guid known ? known : default;

    /// <summary>Whether the caller has given up, so that a queued call need not run.</summary>
    internal abstract bool IsAbandoned { get; }

    internal abstract bool HasPromise { get; }

    protected internal virtual CancellationToken Token
    {
        get => default;
        set => throw new NotSupportedException($"{Method} takes no cancellation token.");
    }

    public virtual int GetArgumentCount() => 0;

    public virtual object? GetArgument(int index) => throw new ArgumentOutOfRangeException(nameof(index));

    public virtual void SetArgument(int index, object value) => throw new ArgumentOutOfRangeException(nameof(index));

    public object? GetTarget() => Activation?.GrainInstance;

    public string GetMethodName() => Method.Name;

    public string GetInterfaceName() => Target.InterfaceName;

    public Type GetInterfaceType() => Method.InterfaceType;

    public MethodInfo GetMethod() => Method.Reflected;

    public TimeSpan? GetDefaultResponseTimeout() => Method.ResponseTimeout;

    public CancellationToken GetCancellationToken() => Token;

    public void Dispose() => GC.SuppressFinalize(this);

    public override string ToString() => $"{Method} to {Target?.GrainId}";

    /// <summary>Calls the method; a synchronous exception becomes a failed task.</summary>
    internal abstract Task Start(object instance);

    internal abstract Task StartFiltered(IncomingCallContext context);

    internal abstract object? ResultOf(Task completed);

    internal abstract void CreatePromise();

    internal abstract void CompletePromise(Task completed);

    internal abstract bool TryFail(Exception exception);

    /// <summary>Runs the method as the body of a turn of its activation.</summary>
    internal void Execute()
    {
        var activation = Activation!;
        var task = activation.Filters is { } filters && !BypassesFilters
            ? StartFiltered(new IncomingCallContext(this, activation, filters))
            : Start(activation.GrainInstance!);
        if (task.IsCompleted)
        {
            FinishedInTurn = true;
            Settle(task);
            return;
        }

        if (!HasPromise)
        {
            CreatePromise();
            Track();
        }

        _onCompleted ??= OnCompleted;
        RunningTask = task;
        task.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(_onCompleted);
    }

    /// <summary>Watches the deadline and the caller's token; only calls with a promise need it.</summary>
    internal void Track()
    {
        Target.Engine.Deadlines.Add(this);
        Cancellation?.Watch();
    }

    internal void Untrack()
    {
        Deadline?.Remove();
        Cancellation?.Dispose();
    }

    private protected Task? RunningTask { get; set; }

    private protected void Send(GrainReference target)
    {
        var token = Token;
        token.ThrowIfCancellationRequested();
        Target = target;
        Context = RequestContext.Export();
        SourceId = RuntimeContext.Current?.GrainId;
        if (token.CanBeCanceled)
        {
            Cancellation = new CallCancellation(this, token);
            Token = Cancellation.CalleeToken;
        }

        target.Engine.Send(this);
    }

    private protected void ClearForReuse()
    {
        Target = null!;
        Activation = null;
        Context = null;
        SourceId = null;
        RunningTask = null;
        FinishedInTurn = false;
    }

    private void OnCompleted()
    {
        Activation!.Release(this);
        Settle(RunningTask!);
    }

    private void Settle(Task task)
    {
        if (task.IsFaulted)
        {
            Activation!.ObserveFault(task.Exception.InnerException!);
        }

        if (HasPromise)
        {
            Untrack();
            CompletePromise(task);
        }
        else
        {
            Cancellation?.Dispose();
        }
    }
}
