using SocialCommerce.Contract.Tests.Hosting;

namespace SocialCommerce.Contract.Tests.Timers;

[Alias("contract.ITimerGrain")]
public interface ITimerGrain : IGrainWithStringKey
{
    /// <summary>Registers a timer that writes its name at every tick.</summary>
    Task Start(TimeSpan dueTime, TimeSpan period, bool interleave = false, bool keepAlive = false, string name = "tick");

    Task Change(TimeSpan dueTime, TimeSpan period);

    /// <summary>The next tick changes its own timer.</summary>
    Task ChangeInNextTick(TimeSpan dueTime, TimeSpan period);

    Task Stop();

    Task StopInNextTick();

    Task FailNextTick();

    /// <summary>The next tick waits for the gate, or for the end of its timer.</summary>
    Task HoldNextTick(string gate);

    Task Touch();

    Task Wait(string gate);

    Task Leave();

    Task<string> Activation();
}

internal sealed class TimerGrain(Journal journal) : Grain, ITimerGrain
{
    private IGrainTimer? _timer;
    private Func<CancellationToken, Task>? _nextTick;

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        journal.Write("down");
        return Task.CompletedTask;
    }

    public Task Start(TimeSpan dueTime, TimeSpan period, bool interleave, bool keepAlive, string name)
    {
        var options = new GrainTimerCreationOptions(dueTime, period) { Interleave = interleave, KeepAlive = keepAlive };
        _timer = this.RegisterGrainTimer(Tick, name, options);
        return Task.CompletedTask;
    }

    public Task Change(TimeSpan dueTime, TimeSpan period)
    {
        _timer!.Change(dueTime, period);
        return Task.CompletedTask;
    }

    public Task ChangeInNextTick(TimeSpan dueTime, TimeSpan period) => InNextTick(_ => Change(dueTime, period));

    public Task Stop()
    {
        _timer!.Dispose();
        return Task.CompletedTask;
    }

    public Task StopInNextTick() => InNextTick(_ => Stop());

    public Task FailNextTick() => InNextTick(static _ => throw new InvalidOperationException("failed tick"));

    public Task HoldNextTick(string gate) => InNextTick(async cancellationToken =>
    {
        try
        {
            await journal.Gate(gate).WaitAsync(cancellationToken);
            journal.Write("held tick done");
        }
        catch (OperationCanceledException)
        {
            journal.Write("held tick cancelled");
        }
    });

    public Task Touch() => Task.CompletedTask;

    public async Task Wait(string gate)
    {
        journal.Write($"{gate} waits");
        await journal.Gate(gate);
        journal.Write($"{gate} done");
    }

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task<string> Activation() => Task.FromResult(GrainContext.ActivationId.ToString());

    private Task InNextTick(Func<CancellationToken, Task> work)
    {
        _nextTick = work;
        return Task.CompletedTask;
    }

    private async Task Tick(string name, CancellationToken cancellationToken)
    {
        journal.Write(RequestContext.Get("caller") is { } caller ? $"{name} for {caller}" : name);
        await Task.Yield();
        if (_nextTick is { } work)
        {
            _nextTick = null;
            await work(cancellationToken);
        }
    }
}
