using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using SocialCommerce.Contract.Tests.Hosting;

namespace SocialCommerce.Contract.Tests.Timers;

/// <summary>
/// The clock starts at 12:00. No tick here is five minutes after another: Orleans reads its table again then, by the same clock.
/// A line of the journal: grain, reminder, first tick, period in minutes, this tick.
/// </summary>
public sealed class ReminderTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly StoredReminders _table = new();

    [Fact]
    public async Task Reminder_WakesItsGrainWhenDueAndEveryPeriod()
    {
        await using var host = await StartAsync();
        var grain = host.Grains.GetGrain<IReminderGrain>("a");
        await grain.Register("wake", 2 * Minute, 7 * Minute);
        await grain.Leave();
        await host.Journal.ExpectAsync("down");

        await TickAsync(host, 2 * Minute, "a wake 12:02 7 12:02");
        await TickAsync(host, 7 * Minute, "a wake 12:02 7 12:09");
        await TickAsync(host, 7 * Minute, "a wake 12:02 7 12:16");
    }

    [Fact]
    public async Task Reminder_Unregistered_ComesNoMore()
    {
        await using var host = await StartAsync();
        var grain = host.Grains.GetGrain<IReminderGrain>("a");
        await grain.Register("one", Minute, Minute);
        await grain.Register("two", Minute, Minute);

        Assert.Equal(["one", "two"], await grain.Names());
        await grain.Unregister("one");
        Assert.Equal(["two"], await grain.Names());
        await TickAsync(host, Minute, "a two 12:01 1 12:01");

        Assert.True(host.Journal.IsEmpty);
    }

    [Fact]
    public async Task Reminder_UnregisteredInItsTick_ComesNoMore()
    {
        await using var host = await StartAsync();
        var grain = host.Grains.GetGrain<IReminderGrain>("a");
        await grain.Register("last", Minute, Minute);
        await grain.UnregisterInNextTick();

        await TickAsync(host, Minute, "a last 12:01 1 12:01");
        Assert.Empty(await grain.Names());
        await grain.Register("other", Minute, Minute);
        await TickAsync(host, Minute, "a other 12:02 1 12:02");

        Assert.True(host.Journal.IsEmpty);
    }

    [Fact]
    public async Task Reminder_RegisteredAgain_HasItsNewTimesOnly()
    {
        await using var host = await StartAsync();
        var grain = host.Grains.GetGrain<IReminderGrain>("a");
        await grain.Register("moved", Minute, Minute);

        await grain.Register("moved", 3 * Minute, 10 * Minute);

        Assert.Equal(["moved"], await grain.Names());
        await TickAsync(host, 3 * Minute, "a moved 12:03 10 12:03");
        await TickAsync(host, 10 * Minute, "a moved 12:03 10 12:13");
    }

    [Fact]
    public async Task Reminder_RegisteredAgainInItsTick_FollowsTheNewTimes()
    {
        await using var host = await StartAsync();
        var grain = host.Grains.GetGrain<IReminderGrain>("a");
        await grain.Register("again", Minute, Minute);
        await grain.RegisterInNextTick(4 * Minute, 2 * Minute);

        await TickAsync(host, Minute, "a again 12:01 1 12:01");
        await TickAsync(host, 4 * Minute, "a again 12:05 2 12:05");
        await TickAsync(host, 2 * Minute, "a again 12:05 2 12:07");
    }

    [Fact]
    public async Task Reminder_WhoseTickFails_ComesAgainAfterItsPeriod()
    {
        await using var host = await StartAsync();
        var grain = host.Grains.GetGrain<IReminderGrain>("a");
        await grain.Register("fails", Minute, 7 * Minute);
        await grain.FailNextTick();

        await TickAsync(host, Minute, "a fails 12:01 7 12:01");
        await TickAsync(host, 7 * Minute, "a fails 12:01 7 12:08");
    }

    [Fact]
    public async Task Reminder_WhoseTickTakesLongerThanAPeriod_LeavesOutWhatItMissed()
    {
        await using var host = await StartAsync();
        var grain = host.Grains.GetGrain<IReminderGrain>("a");
        await grain.Register("slow", Minute, 2 * Minute);
        await grain.HoldNextTick("gate");

        await TickAsync(host, Minute, "a slow 12:01 2 12:01");
        host.Time.Advance(5 * Minute);
        host.Journal.Open("gate");

        await TickAsync(host, Minute, "a slow 12:01 2 12:07");
    }

    [Fact]
    public async Task Reminders_OfTwoGrains_AreTwoThoughTheyHaveOneName()
    {
        await using var host = await StartAsync();
        await host.Grains.GetGrain<IReminderGrain>("a").Register("wake", Minute, 10 * Minute);
        await host.Grains.GetGrain<IReminderGrain>("b").Register("wake", 2 * Minute, 10 * Minute);

        await host.Grains.GetGrain<IReminderGrain>("c").Register("other", 3 * Minute, 10 * Minute);
        await host.Grains.GetGrain<IReminderGrain>("a").Unregister("wake");

        await TickAsync(host, 2 * Minute, "b wake 12:02 10 12:02");
        await TickAsync(host, Minute, "c other 12:03 10 12:03");
    }

    [Fact]
    public async Task Reminder_OutlivesItsSilo()
    {
        await using (var first = await StartAsync())
        {
            await first.Grains.GetGrain<IReminderGrain>("a").Register("durable", 2 * Minute, 5 * Minute);
        }

        await using var second = await StartAsync();

        Assert.Equal(["durable"], await second.Grains.GetGrain<IReminderGrain>("a").Names());
        await TickAsync(second, 2 * Minute, "a durable 12:02 5 12:02");
    }

    [Fact]
    public async Task Reminder_MissedWhileDown_WaitsForItsNextRegularTime()
    {
        await _table.UpsertRow(new ReminderEntry
        {
            GrainId = GrainId.Create("reminder", "a"),
            ReminderName = "missed",
            StartAt = new DateTime(2026, 1, 1, 11, 56, 0, DateTimeKind.Utc),
            Period = 7 * Minute,
        });

        await using var host = await StartAsync();

        await TickAsync(host, 3 * Minute, "a missed 11:56 7 12:03");
        await TickAsync(host, 7 * Minute, "a missed 11:56 7 12:10");
    }

    [Fact]
    public async Task Reminder_Handle_IsThereOnlyIfTheReminderIs()
    {
        await using var host = await StartAsync();
        var grain = host.Grains.GetGrain<IReminderGrain>("a");

        Assert.False(await grain.Hold("unknown"));
        await grain.Register("known", Minute, Minute);
        Assert.True(await grain.Hold("known"));
        await grain.UnregisterHeld();
        Assert.False(await grain.Hold("known"));
    }

    [Fact]
    public async Task Reminder_UnregisteredTwice_IsJustGone()
    {
        await using var host = await StartAsync();
        var grain = host.Grains.GetGrain<IReminderGrain>("a");
        await grain.Register("known", Minute, Minute);
        await grain.Hold("known");

        await grain.UnregisterHeld();
        await grain.UnregisterHeld();

        Assert.Empty(await grain.Names());
    }

    [Fact]
    public async Task Reminder_UnregisteredByAHandleFromBeforeAnUpdate_IsRefused()
    {
        await using var host = await StartAsync();
        var grain = host.Grains.GetGrain<IReminderGrain>("a");
        await grain.Register("known", Minute, Minute);
        await grain.Hold("known");

        await grain.Register("known", 2 * Minute, 2 * Minute);
        await Assert.ThrowsAsync<ReminderException>(grain.UnregisterHeld);

        Assert.Equal(["known"], await grain.Names());
    }

    [Fact]
    public async Task Reminder_FasterThanAMinute_IsRefused()
    {
        await using var host = await StartAsync();

        await Assert.ThrowsAsync<ArgumentException>(() =>
            host.Grains.GetGrain<IReminderGrain>("a").Register("fast", Minute, TimeSpan.FromSeconds(59)));
    }

    [Theory]
    [InlineData(-1, 60)]
    [InlineData(60, -1)]
    public async Task Reminder_OfNegativeTimes_IsRefused(int dueSeconds, int periodSeconds)
    {
        await using var host = await StartAsync();

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => host.Grains.GetGrain<IReminderGrain>("a")
            .Register("wrong", TimeSpan.FromSeconds(dueSeconds), TimeSpan.FromSeconds(periodSeconds)));
    }

    [Fact]
    public async Task Reminder_OfAGrainThatCannotReceiveIt_IsRefused()
    {
        await using var host = await StartAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(host.Grains.GetGrain<IForgetfulGrain>("a").Register);
    }

    // Minutes pass within a call, as a reminder's clock is the test's.
    private Task<ContractHost> StartAsync() => ContractHost.StartAsync(silo =>
    {
        silo.Services.AddSingleton<IReminderTable>(_table);
        silo.Configure<SiloMessagingOptions>(static options => options.ResponseTimeout = TimeSpan.FromDays(1));
    });

    // What is due is set some time after the tick before it.
    private static async Task TickAsync(ContractHost host, TimeSpan after, string line)
    {
        var due = host.Time.GetUtcNow() + after;
        while (await host.Time.TimerSetAsync() != due)
        {
            // Some other timer.
        }

        Assert.True(host.Journal.IsEmpty);
        host.Time.Advance(after);
        await host.Journal.ExpectAsync(line);
    }
}
