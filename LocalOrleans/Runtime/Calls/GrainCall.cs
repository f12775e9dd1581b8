using System.ComponentModel;
using System.Diagnostics;
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
    private Activity? _span;
    private long _startedAt;

    public abstract CallMethod Method { get; }

    internal GrainReference Target { get; set; } = null!;

    internal Activation? Activation { get; set; }

    internal Dictionary<string, object>? Context { get; set; }

    internal GrainId? SourceId { get; set; }

    /// <summary>The span that the caller was in, if spans are wanted.</summary>
    internal Activity? Origin { get; set; }

    /// <summary>Link in the queue that the call waits in.</summary>
    internal GrainCall? Next { get; set; }

    internal CallDeadline? Deadline { get; set; }

    internal CallCancellation? Cancellation { get; set; }

    /// <summary>Whether it is the running call that keeps others out.</summary>
    internal bool IsBlocking { get; set; }

    /// <summary>How often the call was handed on to the next activation.</summary>
    internal byte Handovers { get; set; }

    internal bool FinishedInTurn { get; private set; }

    /// <summary>Whether this call counts as use of the activation.</summary>
    internal virtual bool IsUse => true;

    /// <summary>Whether the activation itself makes the call, so that the next one has no use for it.</summary>
    internal virtual bool IsOwn => false;

    internal virtual bool MayInterleave => Method.IsAlwaysInterleave;

    /// <summary>Whether anyone waits for the outcome.</summary>
    internal virtual bool ExpectsResponse => true;

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

    public virtual string GetInterfaceName() => Target.InterfaceName;

    public Type GetInterfaceType() => Method.InterfaceType;

    public MethodInfo GetMethod() => Method.Reflected;

    public TimeSpan? GetDefaultResponseTimeout() => Method.ResponseTimeout;

    public CancellationToken GetCancellationToken() => Token;

    public void Dispose() => GC.SuppressFinalize(this);

    public override string ToString() => $"{Method} to {Target?.GrainId}";

    /// <summary>Calls the method, as all that there is to the call.</summary>
    internal abstract Task Start(object instance);

    /// <summary>Calls the method; a synchronous exception becomes a failed task.</summary>
    internal abstract Task Run(object instance);

    internal abstract Task StartFiltered(IncomingCallContext context);

    internal abstract object? ResultOf(Task completed);

    internal abstract void CreatePromise();

    internal abstract void CompletePromise(Task completed);

    internal abstract bool TryFail(Exception exception);

    /// <summary>Runs the method as the body of a turn of its activation.</summary>
    internal void Execute()
    {
        var activation = Activation!;
        _startedAt = activation.Engine.Probe is null ? 0 : Stopwatch.GetTimestamp();
        _span = CallTrace.Start(this);
        var task = activation.Filters is { } filters
            ? StartFiltered(new IncomingCallContext(this, activation, filters))
            : Start(activation.GrainInstance!);
        RunningTask = task;
        if (task.IsCompleted)
        {
            FinishedInTurn = true;
            ObserveEnd(task);
            return;
        }

        if (!HasPromise)
        {
            CreatePromise();
            Track();
        }

        _onCompleted ??= OnCompleted;
        task.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(_onCompleted);
    }

    /// <summary>Tells the caller the outcome.</summary>
    internal void Settle()
    {
        if (HasPromise)
        {
            Untrack();
            CompletePromise(RunningTask!);
        }
        else
        {
            Cancellation?.Dispose();
        }
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
        Origin = CallTrace.Origin;
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
        Origin = null;
        RunningTask = null;
        FinishedInTurn = false;
    }

    // Its activation hears of a fault before it takes another call, and is free before the caller goes on.
    private void OnCompleted()
    {
        ObserveEnd(RunningTask!);
        Activation!.Release(this);
        Settle();
    }

    private void ObserveEnd(Task task)
    {
        var activation = Activation!;
        if (activation.Engine.Probe is { } probe)
        {
            probe.OnFinished(Method.ProbedAs(activation.Type, probe), activation.GrainId, _startedAt, task, _span);
        }

        if (_span is { } span)
        {
            _span = null;
            CallTrace.Stop(span, task);
        }

        if (task.IsFaulted)
        {
            activation.ObserveFault(task.Exception.InnerException!);
        }
    }
}
