using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using SocialCommerce.Contract.Tests.Hosting;

namespace SocialCommerce.Contract.Tests.Timers;

[Alias("contract.IReminderGrain")]
public interface IReminderGrain : IGrainWithStringKey
{
    Task Register(string name, TimeSpan dueTime, TimeSpan period);

    Task Unregister(string name);

    Task<string[]> Names();

    Task Leave();
}

internal sealed class ReminderGrain(Journal journal) : Grain, IReminderGrain, IRemindable
{
    public Task Register(string name, TimeSpan dueTime, TimeSpan period) => this.RegisterOrUpdateReminder(name, dueTime, period);

    public async Task Unregister(string name) => await this.UnregisterReminder((await this.GetReminder(name))!);

    public async Task<string[]> Names() => [.. (await this.GetReminders()).Select(reminder => reminder.ReminderName).Order()];

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        journal.Write("down");
        return Task.CompletedTask;
    }

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        journal.Write($"{reminderName} {status.Period.TotalMinutes}");
        return Task.CompletedTask;
    }
}

public sealed class ReminderTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Reminder_WakesItsGrainWhenDueAndEveryPeriod()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = host.Grains.GetGrain<IReminderGrain>("a");
        await grain.Register("wake", 2 * Minute, 5 * Minute);
        await grain.Leave();
        await host.Journal.ExpectAsync("down");

        host.Time.Advance(2 * Minute);
        await host.Journal.ExpectAsync("wake 5");
        await grain.Names();
        host.Time.Advance(5 * Minute);

        await host.Journal.ExpectAsync("wake 5");
    }

    [Fact]
    public async Task Reminder_Unregistered_ComesNoMore()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = host.Grains.GetGrain<IReminderGrain>("a");
        await grain.Register("one", Minute, Minute);
        await grain.Register("two", Minute, Minute);

        Assert.Equal(["one", "two"], await grain.Names());
        await grain.Unregister("one");
        Assert.Equal(["two"], await grain.Names());
        host.Time.Advance(Minute);
        await host.Journal.ExpectAsync("two 1");

        Assert.True(host.Journal.IsEmpty);
    }

    [Fact]
    public async Task Reminder_FasterThanAMinute_IsRefused()
    {
        await using var host = await ContractHost.StartAsync();

        await Assert.ThrowsAsync<ArgumentException>(() =>
            host.Grains.GetGrain<IReminderGrain>("a").Register("fast", Minute, TimeSpan.FromSeconds(59)));
    }

    [Fact]
    public async Task Reminder_MissedWhileDown_ComesWithinAPeriodOfTheStart()
    {
        var table = new StoredReminders();
        await table.UpsertRow(new ReminderEntry
        {
            GrainId = GrainId.Create("reminder", "a"),
            ReminderName = "missed",
            StartAt = new DateTime(2026, 1, 1, 11, 55, 0, DateTimeKind.Utc),
            Period = 10 * Minute,
        });

        await using var host = await ContractHost.StartAsync(silo =>
        {
            silo.Services.AddSingleton<IReminderTable>(table);
            silo.Configure<SiloMessagingOptions>(static options => options.ResponseTimeout = TimeSpan.FromDays(1));
        });
        host.Time.Advance(10 * Minute);

        await host.Journal.ExpectAsync("missed 10");
    }
}
