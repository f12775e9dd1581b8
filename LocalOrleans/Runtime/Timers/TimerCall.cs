using Orleans.CodeGeneration;

namespace Orleans.Runtime.Local;

/// <summary>A timer that can be told to tick.</summary>
internal interface ITimerTarget
{
    Task TickAsync();
}

/// <summary>A tick as a call in the mailbox, so that it takes its turn like any other request.</summary>
internal sealed class TimerCall : OneWayCall
{
    private static readonly CallMethod Tick = new(typeof(ITimerTarget), nameof(ITimerTarget.TickAsync), [], InvokeMethodOptions.OneWay, responseTimeout: null);

    private readonly ITimerTarget _timer;
    private readonly bool _interleave;
    private readonly bool _keepAlive;

    public TimerCall(ITimerTarget timer, Activation activation, bool interleave, bool keepAlive)
    {
        _timer = timer;
        _interleave = interleave;
        _keepAlive = keepAlive;
        Target = activation.GrainReference;
    }

    public override CallMethod Method => Tick;

    internal override bool IsUse => _keepAlive;

    internal override bool IsOwn => true;

    internal override bool MayInterleave => _interleave;

    public override string GetInterfaceName() => nameof(ITimerTarget);

    protected override Task Invoke(object target) => _timer.TickAsync();
}
