using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.ExceptionServices;
using Orleans.Serialization.Invocation;

namespace Orleans.Runtime.Local;

/// <summary>Takes a call through its filters, in order, and then to the grain.</summary>
internal sealed class IncomingCallContext(GrainCall call, Activation activation, IIncomingGrainCallFilter[] filters)
    : IIncomingGrainCallContext
{
    private int _stage;
    private object? _result;
    private bool _hasOutcome;
    private ExceptionDispatchInfo? _failure;

    public IInvokable Request => call;

    public object Grain => activation.GrainInstance!;

    public GrainId? SourceId => call.SourceId;

    public GrainId TargetId => activation.GrainId;

    public GrainInterfaceType InterfaceType => call.Target.InterfaceType;

    public string InterfaceName => call.GetInterfaceName();

    public string MethodName => call.Method.Name;

    public MethodInfo InterfaceMethod => call.Method.Reflected;

    public IGrainContext TargetContext => activation;

    public MethodInfo ImplementationMethod
    {
        get
        {
            // What the engine asks of a grain is no method of its class.
            if (!InterfaceMethod.DeclaringType!.IsInstanceOfType(Grain))
            {
                return InterfaceMethod;
            }

            var map = Grain.GetType().GetInterfaceMap(InterfaceMethod.DeclaringType!);
            return map.TargetMethods[Array.IndexOf(map.InterfaceMethods, InterfaceMethod)];
        }
    }

    public object? Result
    {
        get => _result;
        set
        {
            _result = value;
            _failure = null;
            _hasOutcome = true;
        }
    }

    /// <summary>Goes all the way; a failure that a filter swallowed without answering itself is still one.</summary>
    public async Task InvokeAll()
    {
        await Invoke();
        _failure?.Throw();
    }

    public async Task Invoke()
    {
        var stage = _stage++;
        try
        {
            if (stage < filters.Length)
            {
                await InvokeFilter(filters[stage]);
            }
            else if (stage == filters.Length && Grain is IIncomingGrainCallFilter own)
            {
                await InvokeFilter(own);
            }
            else
            {
                await InvokeGrain();
            }
        }
        finally
        {
            // A filter may go on a second time.
            _stage = stage;
        }
    }

    private async Task InvokeFilter(IIncomingGrainCallFilter filter)
    {
        await filter.Invoke(this);
        if (!_hasOutcome)
        {
            throw new InvalidOperationException($"The filter {filter.GetType()} neither went on with {call} nor set its result.");
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "It is thrown on.")]
    private async Task InvokeGrain()
    {
        try
        {
            var task = call.Run(Grain);
            await task;
            Result = call.ResultOf(task);
        }
        catch (Exception exception)
        {
            (_result, _hasOutcome) = (null, true);
            _failure = ExceptionDispatchInfo.Capture(exception);
            throw;
        }
    }
}
