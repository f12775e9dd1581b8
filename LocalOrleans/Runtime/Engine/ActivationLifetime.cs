using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime.Local;

/// <summary>How an activation comes up and goes away; both run as its turns.</summary>
[SuppressMessage("Design", "CA1031", Justification = "Whatever a grain throws here goes to its callers or to the log.")]
internal static class ActivationLifetime
{
    /// <summary>Activations in a row that may hand a call on; so Orleans has it by default.</summary>
    private const int HandoversMax = 2;

    public static async Task ActivateAsync(Activation activation)
    {
        RequestContext.Import(activation.FirstContext);
        var failure = await TryStartAsync(activation);
        if (failure is null && activation.TryBecomeValid())
        {
            return;
        }

        StopTimers(activation);
        await CloseAsync(activation);
        var waiting = activation.BecomeInvalid();
        if (failure is null)
        {
            ResendAll(activation.Engine, waiting);
        }
        else
        {
            FailAll(waiting, failure);
        }
    }

    public static async Task DeactivateAsync(Activation activation)
    {
        try
        {
            StopTimers(activation);
            await StopAsync(activation);
        }
        catch (Exception exception)
        {
            activation.Engine.Log.DeactivationFailed(activation, exception);
        }

        await CloseAsync(activation);
        ResendAll(activation.Engine, activation.BecomeInvalid());
    }

    /// <summary>Calls off a start; it may be over in this moment.</summary>
    public static void CancelStart(CancellationTokenSource? starting)
    {
        try
        {
            starting?.Cancel();
        }
        catch (ObjectDisposedException)
        {
        }
    }

    /// <summary>Why the activation could not start; null also if it was told to go meanwhile, whatever that led to.</summary>
    private static async Task<Exception?> TryStartAsync(Activation activation)
    {
        try
        {
            await StartAsync(activation);
            return null;
        }
        catch (Exception) when (activation.ExtrasIfAny?.DeactivationReason is not null)
        {
            return null;
        }
        catch (Exception exception)
        {
            activation.Engine.Log.ActivationFailed(activation, exception);
            return exception;
        }
    }

    private static async Task StartAsync(Activation activation)
    {
        var type = activation.Type;
        activation.GrainInstance = type.Create(activation);
        var states = activation.ExtrasIfAny?.States ?? [];
        if (states.Count == 0 && !type.HandlesActivation)
        {
            return;
        }

        using var timeout = new CancellationTokenSource(type.ActivationTimeout, activation.Engine.Time);
        activation.BeginStart(timeout);
        foreach (var state in states)
        {
            await state.ReadAsync(timeout.Token).WaitAsync(timeout.Token);
        }

        if (activation.GrainInstance is IGrainBase grain)
        {
            await grain.OnActivateAsync(timeout.Token).WaitAsync(timeout.Token);
        }
    }

    private static async Task StopAsync(Activation activation)
    {
        if (activation.GrainInstance is not IGrainBase grain || !activation.Type.HandlesDeactivation)
        {
            return;
        }

        var extras = activation.Extras;
        using var timeout = new CancellationTokenSource(activation.Type.DeactivationTimeout, activation.Engine.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, extras.DeactivationToken);
        await grain.OnDeactivateAsync(extras.DeactivationReason!.Value, either.Token).WaitAsync(either.Token);
    }

    // The directory forgets the activation before its mailbox closes, so that a call that finds it closed finds the next one.
    private static async Task CloseAsync(Activation activation)
    {
        try
        {
            await DisposeAsync(activation.GrainInstance);
            await DisposeAsync(activation.Scope);
        }
        catch (Exception exception)
        {
            activation.Engine.Log.DeactivationFailed(activation, exception);
        }

        activation.Engine.Remove(activation);
    }

    private static async ValueTask DisposeAsync(object? owned)
    {
        switch (owned)
        {
            case IAsyncDisposable asynchronous:
                await asynchronous.DisposeAsync();
                break;
            case IDisposable synchronous:
                synchronous.Dispose();
                break;
        }
    }

    private static void StopTimers(Activation activation)
    {
        foreach (var timer in activation.ExtrasIfAny?.TakeTimers() ?? [])
        {
            timer.Dispose();
        }
    }

    private static void FailAll(GrainCall? first, Exception exception)
    {
        for (var call = first; call is not null;)
        {
            var next = call.Next;
            Fail(call, exception);
            call = next;
        }
    }

    private static void ResendAll(GrainEngine engine, GrainCall? first)
    {
        for (var call = first; call is not null;)
        {
            var next = call.Next;
            if (call.Handovers >= HandoversMax)
            {
                Fail(call, new OrleansMessageRejectionException(
                    $"{call} was handed on {call.Handovers} times, each time to an activation that went away."));
            }
            else if (!call.IsOwn)
            {
                call.Handovers++;
                engine.Enqueue(call);
            }

            call = next;
        }
    }

    private static void Fail(GrainCall call, Exception exception)
    {
        call.Untrack();
        call.TryFail(exception);
    }
}
