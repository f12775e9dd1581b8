namespace Orleans.Runtime.Local;

/// <summary>
/// Carries a caller's cancellation to the callee. The callee has a token of its own, which is cancelled within a turn of its
/// activation, so that what it registered there never runs beside its other turns.
/// </summary>
internal sealed class CallCancellation(GrainCall call, CancellationToken callerToken) : IDisposable
{
    private readonly CancellationTokenSource _callee = new();
    private CancellationTokenRegistration _registration;

    public CancellationToken CalleeToken => _callee.Token;

    public void Watch() =>
        _registration = callerToken.UnsafeRegister(static self => ((CallCancellation)self!).OnCallerCancelled(), this);

    public void SignalCallee()
    {
        if (call.Activation is { } activation)
        {
            activation.Engine.Log.Watch(activation.Post(static source => ((CancellationTokenSource)source!).Cancel(), _callee), call);
        }
        else
        {
            _callee.Cancel();
        }
    }

    // The source itself is left to the collector: the callee may keep its token longer than the call lasts.
    public void Dispose() => _registration.Dispose();

    private void OnCallerCancelled()
    {
        if (call.TryFail(new OperationCanceledException(callerToken)))
        {
            SignalCallee();
        }
    }
}
