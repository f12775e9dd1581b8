using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Runtime.Local;

/// <summary>
/// One activation: its grain, its mailbox, and the scheduler on which its turns run one at a time. It is the
/// <see cref="TaskScheduler"/> itself, so that an await in a grain comes back to it.
/// </summary>
internal sealed class Activation(GrainEngine engine, GrainTypeDescriptor type, GrainId grainId, WorkerPool? pool)
    : TaskScheduler, IGrainContext, IThreadPoolWorkItem, ICallChainReentrantContext
{
    /// <summary>Work items that one visit of a pool thread does before it lets others on.</summary>
    private const int TurnsPerVisitMax = 64;

    private readonly Lock _gate = new();
    private Mailbox _mailbox;
    private TaskFifo _tasks;
    private RunningCalls _running;
    private ActivationState _state;

    // True while a thread runs this activation's turns or a visit of the pool is on its way.
    private bool _isBusy;
    private long _lastUsed = engine.Time.GetTimestamp();
    private IServiceScope? _scope;
    private ActivationExtras? _extras = pool is null ? null : new ActivationExtras { Pool = pool };
    private GrainReference? _reference;

    public GrainEngine Engine => engine;

    public GrainTypeDescriptor Type => type;

    public GrainId GrainId => grainId;

    public object? GrainInstance { get; set; }

    public IIncomingGrainCallFilter[]? Filters => engine.FiltersOf(type);

    public GrainReference GrainReference => _reference ??= engine.Factory.CreateReference(type.PrimaryInterface, grainId);

    // The scheduler's id already tells activations of this process apart.
    public ActivationId ActivationId => new(new Guid(Id, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]));

    public IServiceProvider ActivationServices => (_scope ??= CreateScope()).ServiceProvider;

    public IServiceScope? Scope => _scope;

    public ActivationExtras Extras => _extras ?? Interlocked.CompareExchange(ref _extras, new ActivationExtras(), null) ?? _extras;

    public ActivationExtras? ExtrasIfAny => _extras;

    // A stale answer is harmless: the mailbox says so under the lock.
    public bool IsInvalid => _state == ActivationState.Invalid;

    public int Load
    {
        get
        {
            lock (_gate)
            {
                return _running.Count + _mailbox.Count;
            }
        }
    }

    public Task Deactivated
    {
        get
        {
            lock (_gate)
            {
                if (_state == ActivationState.Invalid)
                {
                    return Task.CompletedTask;
                }

                Extras.Deactivated ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                return Extras.Deactivated.Task;
            }
        }
    }

    /// <summary>Takes the turn for a call on the caller's own thread, if nobody has it and nothing waits.</summary>
    public bool TryBeginInline(GrainCall call)
    {
        lock (_gate)
        {
            if (_isBusy || _state != ActivationState.Valid || _mailbox.Count != 0 || !_running.Admits(call, this))
            {
                return false;
            }

            _isBusy = true;
            _running.Add(call, this);
            return true;
        }
    }

    /// <summary>Runs a call whose turn <see cref="TryBeginInline"/> took.</summary>
    public void RunInline(GrainCall call)
    {
        var outer = RuntimeContext.Current;
        RuntimeContext.Current = this;
        TurnScope.Enter();
        try
        {
            ExecutionContext.Run(TurnScope.Clean, static call => ((GrainCall)call!).Activation!.RunTurn((GrainCall)call), call);
        }
        finally
        {
            TurnScope.Exit();
            RuntimeContext.Current = outer;
            EndVisit(call);
        }
    }

    /// <summary>Puts a call in the mailbox; false when the activation is gone and the call belongs to the next one.</summary>
    public bool TryEnqueue(GrainCall call)
    {
        lock (_gate)
        {
            if (_state == ActivationState.Invalid)
            {
                return false;
            }

            call.Activation = this;
            if (!IsFull(call))
            {
                _mailbox.Add(call);
                ScheduleIfWork();
                return true;
            }
        }

        call.TryFail(new LimitExceededException(
            $"{grainId} has {type.MailboxMax} requests waiting; {call} was refused."));
        return true;
    }

    /// <summary>Counts a call out that went beyond its first turn.</summary>
    public void Release(GrainCall call)
    {
        lock (_gate)
        {
            CountOut(call);
            ScheduleIfWork();
        }
    }

    /// <summary>Runs an action as a turn.</summary>
    public Task Post(Action<object?> action, object? state) =>
        Task.Factory.StartNew(action, state, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this);

    public void ObserveFault(Exception exception)
    {
        // The grain's copy of its state is not what is stored; only a new activation reads the truth.
        if (exception is Storage.InconsistentStateException { IsSourceActivation: true } conflict)
        {
            conflict.IsSourceActivation = false;
            Deactivate(new DeactivationReason(
                DeactivationReasonCode.ApplicationError, conflict, "The stored state was changed by somebody else."));
        }
    }

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            if (_state > ActivationState.Valid || Extras.DeactivationReason is not null)
            {
                return;
            }

            Extras.DeactivationReason = deactivationReason;
            Extras.DeactivationToken = cancellationToken;
            if (_state is ActivationState.Valid or ActivationState.Created)
            {
                _state = ActivationState.Draining;
                ScheduleIfWork();
            }
        }
    }

    /// <summary>Starts to deactivate if the activation has been idle for its class's age.</summary>
    public void CollectIfIdle(long now)
    {
        lock (_gate)
        {
            var isIdle = _state == ActivationState.Valid && !_isBusy && _running.Count == 0 && _mailbox.Count == 0
                && _tasks.IsEmpty && now - _lastUsed >= type.CollectionAge && now >= (_extras?.KeepUntil ?? 0);
            if (!isIdle)
            {
                return;
            }
        }

        Deactivate(new DeactivationReason(DeactivationReasonCode.ActivationIdle, "The activation has been idle for too long."));
    }

    public bool AllowsReentry(GrainCall call)
    {
        var id = _extras is null ? default : call.ReentrancyId;
        return id != Guid.Empty && _extras!.ReentrantSections.ContainsKey(id);
    }

    public void EnterReentrantSection(Guid id)
    {
        lock (_gate)
        {
            var sections = Extras.ReentrantSections;
            sections[id] = sections.GetValueOrDefault(id) + 1;
        }
    }

    public void ExitReentrantSection(Guid id)
    {
        lock (_gate)
        {
            var sections = Extras.ReentrantSections;
            if (sections.TryGetValue(id, out var count) && count > 1)
            {
                sections[id] = count - 1;
            }
            else
            {
                sections.Remove(id);
            }
        }
    }

    /// <summary>Opens the mailbox; unless the activation was told to go while it came up.</summary>
    public void BecomeValid()
    {
        lock (_gate)
        {
            _state = _extras?.DeactivationReason is null ? ActivationState.Valid : ActivationState.Draining;
            _lastUsed = engine.Time.GetTimestamp();
            ScheduleIfWork();
        }
    }

    /// <summary>Closes the activation for good and hands out the calls that still wait.</summary>
    public GrainCall? BecomeInvalid()
    {
        lock (_gate)
        {
            _state = ActivationState.Invalid;
            Extras.Deactivated?.TrySetResult();
            return _mailbox.TakeAll();
        }
    }

    void IThreadPoolWorkItem.Execute()
    {
        RuntimeContext.Current = this;
        GrainCall? finished = null;
        for (var turns = 0; turns < TurnsPerVisitMax; turns++)
        {
            if (!TryTakeWork(finished, out var task, out var call))
            {
                RuntimeContext.Current = null;
                return;
            }

            finished = call;
            if (call is not null)
            {
                RunTurn(call);
            }
            else
            {
                TryExecuteTask(task!);
            }
        }

        RuntimeContext.Current = null;
        EndVisit(finished);
    }

    protected override void QueueTask(Task task)
    {
        lock (_gate)
        {
            _tasks.Enqueue(task);
            ScheduleIfWork();
        }
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && ReferenceEquals(RuntimeContext.Current, this) && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (_gate)
        {
            return _tasks.ToList();
        }
    }

    private void RunTurn(GrainCall call)
    {
        if (SynchronizationContext.Current is not null)
        {
            SynchronizationContext.SetSynchronizationContext(null);
        }

        RequestContext.Import(call.Context);
        new Task(static call => ((GrainCall)call!).Execute(), call, CancellationToken.None, TaskCreationOptions.DenyChildAttach)
            .RunSynchronously(this);
        RequestContext.Import(null);
    }

    private bool TryTakeWork(GrainCall? finished, out Task? task, out GrainCall? call)
    {
        call = null;
        lock (_gate)
        {
            if (finished is { FinishedInTurn: true })
            {
                CountOut(finished);
            }

            task = _tasks.Dequeue() ?? TakeLifecycleStep();
            if (task is null)
            {
                call = TakeCall();
            }

            _isBusy = task is not null || call is not null;
            return _isBusy;
        }
    }

    private Task? TakeLifecycleStep()
    {
        if (_state == ActivationState.Created)
        {
            _state = ActivationState.Activating;
            return LifecycleTask(static activation => _ = ActivationLifetime.ActivateAsync((Activation)activation!));
        }

        if (_state == ActivationState.Draining && _running.Count == 0)
        {
            _state = ActivationState.Deactivating;
            return LifecycleTask(static activation => _ = ActivationLifetime.DeactivateAsync((Activation)activation!));
        }

        return null;
    }

    private Task LifecycleTask(Action<object?> step)
    {
        var task = new Task(step, this, CancellationToken.None, TaskCreationOptions.DenyChildAttach);
        task.Start(this);
        return _tasks.Dequeue()!;
    }

    private GrainCall? TakeCall()
    {
        while (TakeAdmitted() is { } call)
        {
            if (call.IsAbandoned)
            {
                continue;
            }

            _running.Add(call, this);
            return call;
        }

        return null;
    }

    // While it drains, only what the running calls may be waiting for is let in.
    private GrainCall? TakeAdmitted() => _state switch
    {
        ActivationState.Valid => _mailbox.TakeAdmitted(_running, this),
        ActivationState.Draining when _running.Count != 0 => _mailbox.TakeInterleaving(),
        _ => null,
    };

    private void EndVisit(GrainCall? finished)
    {
        lock (_gate)
        {
            if (finished is { FinishedInTurn: true })
            {
                CountOut(finished);
            }

            _isBusy = false;
            ScheduleIfWork();
        }
    }

    private void CountOut(GrainCall call)
    {
        _running.Remove(call);
        if (call.IsUse)
        {
            _lastUsed = engine.Time.GetTimestamp();
        }
    }

    private void ScheduleIfWork()
    {
        if (_isBusy || !HasWork())
        {
            return;
        }

        _isBusy = true;
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    private bool HasWork() => !_tasks.IsEmpty || _state switch
    {
        ActivationState.Created => true,
        ActivationState.Valid => _mailbox.Count != 0 && (_running.IsOpen || type.IsReentrant || _mailbox.HasInterleavable),
        ActivationState.Draining => _running.Count == 0 || _mailbox.HasInterleavable,
        _ => false,
    };

    private bool IsFull(GrainCall call) =>
        type.MailboxMax > 0 && call.IsUse && _mailbox.Count >= type.MailboxMax && !call.MayInterleave;

    private IServiceScope CreateScope()
    {
        var scope = engine.Services.CreateScope();
        scope.ServiceProvider.GetRequiredService<ActivationAccessor>().Context = this;
        return scope;
    }
}
