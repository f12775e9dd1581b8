using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime.Local;

/// <summary>How an activation comes up and goes away; both run as its turns.</summary>
[SuppressMessage("Design", "CA1031", Justification = "Whatever a grain throws here goes to its callers or to the log.")]
internal static class ActivationLifetime
{
    public static async Task ActivateAsync(Activation activation)
    {
        try
        {
            await StartAsync(activation);
            activation.BecomeValid();
        }
        catch (Exception exception)
        {
            activation.Engine.Log.ActivationFailed(activation, exception);
            await CloseAsync(activation);
            FailAll(activation.BecomeInvalid(), exception);
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
            call.Untrack();
            call.TryFail(exception);
            call = next;
        }
    }

    private static void ResendAll(GrainEngine engine, GrainCall? first)
    {
        for (var call = first; call is not null;)
        {
            var next = call.Next;
            engine.Enqueue(call);
            call = next;
        }
    }
}
