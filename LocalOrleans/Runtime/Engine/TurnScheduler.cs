namespace Orleans.Runtime.Local;

/// <summary>
/// Runs the turns of one activation, one at a time. It is the <see cref="TaskScheduler"/> itself, so that an await in a grain
/// comes back to it.
/// </summary>
internal abstract class TurnScheduler : TaskScheduler, IThreadPoolWorkItem
{
    /// <summary>Work items that one visit of a pool thread does before it lets others on.</summary>
    private const int TurnsPerVisitMax = 64;

    private TaskFifo _tasks;

    /// <summary>Guards everything that decides what runs next.</summary>
    protected Lock Gate { get; } = new();

    /// <summary>Whether a thread runs turns, or a visit of the pool is on its way.</summary>
    protected bool IsBusy { get; set; }

    protected bool HasTasks => !_tasks.IsEmpty;

    /// <summary>Whether <see cref="TakeLifecycleStep"/> or <see cref="TakeCall"/> would find anything.</summary>
    protected abstract bool HasStepOrCall { get; }

    protected abstract IGrainContext Context { get; }

    /// <summary>Runs a call whose turn was taken for it, on the caller's own thread.</summary>
    public void RunInline(GrainCall call)
    {
        var outer = RuntimeContext.Current;
        RuntimeContext.Current = Context;
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
            SettleFinished(call);
        }
    }

    /// <summary>Counts a call out that went beyond its first turn.</summary>
    public void Release(GrainCall call)
    {
        lock (Gate)
        {
            CountOut(call);
            ScheduleIfWork();
        }
    }

    /// <summary>Runs an action as a turn.</summary>
    public Task Post(Action<object?> action, object? state) =>
        Task.Factory.StartNew(action, state, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this);

    void IThreadPoolWorkItem.Execute()
    {
        RuntimeContext.Current = Context;
        GrainCall? finished = null;
        for (var turns = 0; turns < TurnsPerVisitMax; turns++)
        {
            var isMore = TryTakeWork(finished, out var task, out var call);
            SettleFinished(finished);
            if (!isMore)
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
        SettleFinished(finished);
    }

    protected override void QueueTask(Task task)
    {
        lock (Gate)
        {
            _tasks.Enqueue(task);
            ScheduleIfWork();
        }
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && ReferenceEquals(RuntimeContext.Current, this) && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (Gate)
        {
            return _tasks.ToList();
        }
    }

    /// <summary>The next step of the activation's life, if it is time for one. Within the gate.</summary>
    protected abstract Action<object?>? TakeLifecycleStep();

    /// <summary>The next call that may run, counted in. Within the gate.</summary>
    protected abstract GrainCall? TakeCall();

    /// <summary>Notes that a call is done. Within the gate.</summary>
    protected abstract void CountOut(GrainCall call);

    protected void ScheduleIfWork()
    {
        if (IsBusy || !(HasTasks || HasStepOrCall))
        {
            return;
        }

        IsBusy = true;
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    // Only when the call is counted out, so that whoever has its answer finds the activation ready for more.
    private static void SettleFinished(GrainCall? call)
    {
        if (call is { FinishedInTurn: true })
        {
            call.Settle();
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
        lock (Gate)
        {
            if (finished is { FinishedInTurn: true })
            {
                CountOut(finished);
            }

            task = _tasks.Dequeue();
            if (task is null && TakeLifecycleStep() is { } step)
            {
                task = LifecycleTask(step);
            }

            if (task is null)
            {
                call = TakeCall();
            }

            IsBusy = task is not null || call is not null;
            return IsBusy;
        }
    }

    private Task LifecycleTask(Action<object?> step)
    {
        var task = new Task(step, this, CancellationToken.None, TaskCreationOptions.DenyChildAttach);
        task.Start(this);
        return _tasks.Dequeue()!;
    }

    private void EndVisit(GrainCall? finished)
    {
        lock (Gate)
        {
            if (finished is { FinishedInTurn: true })
            {
                CountOut(finished);
            }

            IsBusy = false;
            ScheduleIfWork();
        }
    }
}
