using SocialCommerce.Contract.Tests.Hosting;

namespace SocialCommerce.Contract.Tests.Timers;

[Alias("contract.IReminderGrain")]
public interface IReminderGrain : IGrainWithStringKey
{
    Task Register(string name, TimeSpan dueTime, TimeSpan period);

    Task Unregister(string name);

    Task<string[]> Names();

    /// <summary>Takes a handle and keeps it.</summary>
    Task<bool> Hold(string name);

    Task UnregisterHeld();

    /// <summary>The next tick unregisters its reminder.</summary>
    Task UnregisterInNextTick();

    /// <summary>The next tick registers its reminder again.</summary>
    Task RegisterInNextTick(TimeSpan dueTime, TimeSpan period);

    Task FailNextTick();

    /// <summary>The next tick waits for the gate.</summary>
    Task HoldNextTick(string gate);

    Task Leave();
}

internal sealed class ReminderGrain(Journal journal) : Grain, IReminderGrain, IRemindable
{
    private IGrainReminder? _held;
    private Func<string, Task>? _nextTick;

    public Task Register(string name, TimeSpan dueTime, TimeSpan period) => this.RegisterOrUpdateReminder(name, dueTime, period);

    public async Task Unregister(string name) => await this.UnregisterReminder((await this.GetReminder(name))!);

    public async Task<string[]> Names() => [.. (await this.GetReminders()).Select(reminder => reminder.ReminderName).Order()];

    public async Task<bool> Hold(string name)
    {
        _held = await this.GetReminder(name);
        return _held is not null;
    }

    public Task UnregisterHeld() => this.UnregisterReminder(_held!);

    public Task UnregisterInNextTick() => InNextTick(Unregister);

    public Task RegisterInNextTick(TimeSpan dueTime, TimeSpan period) => InNextTick(name => Register(name, dueTime, period));

    public Task FailNextTick() => InNextTick(static _ => throw new InvalidOperationException("failed tick"));

    public Task HoldNextTick(string gate) => InNextTick(_ => journal.Gate(gate));

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        // The silo takes grains down at the end of a test too.
        if (reason.ReasonCode == DeactivationReasonCode.ApplicationRequested)
        {
            journal.Write("down");
        }

        return Task.CompletedTask;
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        journal.Write($"{this.GetPrimaryKeyString()} {reminderName} {status.FirstTickTime:HH:mm} {status.Period.TotalMinutes} {status.CurrentTickTime:HH:mm}");
        if (_nextTick is { } work)
        {
            _nextTick = null;
            await work(reminderName);
        }
    }

    private Task InNextTick(Func<string, Task> work)
    {
        _nextTick = work;
        return Task.CompletedTask;
    }
}

[Alias("contract.IForgetfulGrain")]
public interface IForgetfulGrain : IGrainWithStringKey
{
    Task Register();
}

/// <summary>Cannot receive what it registers.</summary>
internal sealed class ForgetfulGrain : Grain, IForgetfulGrain
{
    public Task Register() => this.RegisterOrUpdateReminder("never", TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
}
