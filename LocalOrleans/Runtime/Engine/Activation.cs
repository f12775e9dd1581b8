using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Runtime.Local;

/// <summary>One activation: its grain, its mailbox, and where it is in its life.</summary>
internal sealed class Activation(GrainEngine engine, GrainTypeDescriptor type, GrainId grainId, WorkerPool? pool)
    : TurnScheduler, IGrainContext, ICallChainReentrantContext
{
    private Mailbox _mailbox;
    private RunningCalls _running;
    private ActivationState _state;
    private long _lastUsed = engine.Time.GetTimestamp();
    private IServiceScope? _scope;
    private ActivationExtras? _extras = pool is null ? null : new ActivationExtras { Pool = pool };
    private GrainReference? _reference;
    private CancellationTokenSource? _starting;

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

    // A stale answer is harmless: the mailbox says so under the gate.
    public bool IsInvalid => _state == ActivationState.Invalid;

    public int Load
    {
        get
        {
            lock (Gate)
            {
                return _running.Count + _mailbox.Count;
            }
        }
    }

    // Both are looked at without the gate, for figures.
    public int Waiting => _mailbox.Count;
    public int Running => _running.Count;

    /// <summary>The context of the call that waits first.</summary>
    public Dictionary<string, object>? FirstContext
    {
        get
        {
            lock (Gate)
            {
                return _mailbox.First?.Context;
            }
        }
    }

    public Task Deactivated
    {
        get
        {
            lock (Gate)
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

    protected override IGrainContext Context => this;

    protected override bool HasStepOrCall => _state switch
    {
        ActivationState.Created => true,
        ActivationState.Valid => _mailbox.Count != 0 && (_running.IsOpen || type.IsReentrant || _mailbox.HasInterleavable),
        ActivationState.Draining => _running.Count == 0,
        _ => false,
    };

    /// <summary>Takes the turn for a call on the caller's own thread, if nobody has it and nothing waits.</summary>
    public bool TryBeginInline(GrainCall call)
    {
        lock (Gate)
        {
            if (IsBusy || _state != ActivationState.Valid || _mailbox.Count != 0 || !_running.Admits(call, this) || IsFull(call))
            {
                return false;
            }

            IsBusy = true;
            _running.Add(call);
            return true;
        }
    }

    /// <summary>Puts a call in the mailbox; false when the activation is gone and the call belongs to the next one.</summary>
    public bool TryEnqueue(GrainCall call)
    {
        lock (Gate)
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

        call.Untrack();
        call.TryFail(new LimitExceededException($"{grainId} has more than {type.MailboxMax} requests already; {call} was refused."));
        return true;
    }

    public void ObserveFault(Exception exception)
    {
        // The grain's copy of its state is not what is stored; only a new activation reads the truth.
        if (exception is Storage.InconsistentStateException { IsSourceActivation: true } conflict)
        {
            conflict.IsSourceActivation = false;
            Deactivate(new DeactivationReason(
                DeactivationReasonCode.ApplicationError, $"The stored state was changed by somebody else: {conflict}"));
        }
    }

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        CancellationTokenSource? starting;
        lock (Gate)
        {
            if (_state > ActivationState.Valid || Extras.DeactivationReason is not null)
            {
                return;
            }

            Extras.DeactivationReason = deactivationReason;
            Extras.DeactivationToken = cancellationToken;
            starting = _starting;
            if (_state is ActivationState.Valid or ActivationState.Created)
            {
                _state = ActivationState.Draining;
                ScheduleIfWork();
            }
        }

        ActivationLifetime.CancelStart(starting);
    }

    /// <summary>Starts to deactivate if the activation has been idle for its class's age.</summary>
    public void CollectIfIdle(long now)
    {
        lock (Gate)
        {
            var isIdle = _state == ActivationState.Valid && !IsBusy && _running.Count == 0 && _mailbox.Count == 0
                && !HasTasks && now - _lastUsed >= type.CollectionAge && now >= (_extras?.KeepUntil ?? 0);
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
        return id != Guid.Empty && _extras!.ReentrantSections.Contains(id);
    }

    public void EnterReentrantSection(Guid id)
    {
        lock (Gate)
        {
            Extras.ReentrantSections.Enter(id);
        }
    }

    public void ExitReentrantSection(Guid id)
    {
        lock (Gate)
        {
            Extras.ReentrantSections.Exit(id);
        }
    }

    /// <summary>Names what cancels the start of the activation, so that whoever deactivates it meanwhile can.</summary>
    public void BeginStart(CancellationTokenSource starting)
    {
        lock (Gate)
        {
            _starting = starting;
        }
    }

    /// <summary>Opens the mailbox; unless the activation was told to go while it came up.</summary>
    public bool TryBecomeValid()
    {
        lock (Gate)
        {
            _starting = null;
            if (_extras?.DeactivationReason is not null)
            {
                _state = ActivationState.Deactivating;
                return false;
            }

            _state = ActivationState.Valid;
            _lastUsed = engine.Time.GetTimestamp();
            ScheduleIfWork();
            return true;
        }
    }

    /// <summary>Closes the activation for good and hands out the calls that still wait.</summary>
    public GrainCall? BecomeInvalid()
    {
        lock (Gate)
        {
            _starting = null;
            _state = ActivationState.Invalid;
            _extras?.Deactivated?.TrySetResult();
            return _mailbox.TakeAll();
        }
    }

    protected override Action<object?>? TakeLifecycleStep()
    {
        if (_state == ActivationState.Created)
        {
            _state = ActivationState.Activating;
            return static activation => _ = ActivationLifetime.ActivateAsync((Activation)activation!);
        }

        if (_state == ActivationState.Draining && _running.Count == 0)
        {
            _state = ActivationState.Deactivating;
            return static activation => _ = ActivationLifetime.DeactivateAsync((Activation)activation!);
        }

        return null;
    }

    // What waits while the activation drains is for the next one.
    protected override GrainCall? TakeCall()
    {
        while (_state == ActivationState.Valid && _mailbox.TakeAdmitted(_running, this) is { } call)
        {
            if (!call.IsAbandoned)
            {
                _running.Add(call);
                return call;
            }
        }

        return null;
    }

    protected override void CountOut(GrainCall call)
    {
        _running.Remove(call);
        if (call.IsUse)
        {
            _lastUsed = engine.Time.GetTimestamp();
        }
    }

    private bool IsFull(GrainCall call) =>
        type.MailboxMax > 0 && _running.Count + _mailbox.Count > type.MailboxMax && !call.IsOwn;

    private IServiceScope CreateScope()
    {
        var scope = engine.Services.CreateScope();
        scope.ServiceProvider.GetRequiredService<ActivationAccessor>().Context = this;
        return scope;
    }
}
