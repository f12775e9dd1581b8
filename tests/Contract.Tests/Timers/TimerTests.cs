using SocialCommerce.Contract.Tests.Hosting;

namespace SocialCommerce.Contract.Tests.Timers;

public sealed class TimerTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Timer_FiresWhenDueAndThenEveryPeriod()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = await StartedAsync(host, 2 * Second, Second);

        host.Time.Advance(1.9 * Second);
        await grain.Touch();
        Assert.True(host.Journal.IsEmpty);
        await TickAsync(host, grain, 0.1 * Second);
        await TickAsync(host, grain, Second);
        await TickAsync(host, grain, Second);
    }

    [Fact]
    public async Task Timer_DueAtOnce_FiresAfterTheTurnThatMadeIt()
    {
        await using var host = await ContractHost.StartAsync();

        var grain = await StartedAsync(host, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        await TickAsync(host, grain, TimeSpan.Zero);
        host.Time.Advance(60 * Second);
        await grain.Touch();

        Assert.True(host.Journal.IsEmpty);
    }

    [Fact]
    public async Task Timer_NeverDue_FiresOnlyOnceItIsChanged()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = await StartedAsync(host, Timeout.InfiniteTimeSpan, Second);

        host.Time.Advance(60 * Second);
        await grain.Touch();
        Assert.True(host.Journal.IsEmpty);
        await grain.Change(Second, Timeout.InfiniteTimeSpan);

        await TickAsync(host, grain, Second);
    }

    [Fact]
    public async Task Timer_Period_CountsFromTheEndOfATick()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = await StartedAsync(host, Second, 10 * Second);
        await grain.HoldNextTick("gate");

        host.Time.Advance(Second);
        await host.Journal.ExpectAsync("tick");
        host.Time.Advance(9 * Second);
        host.Journal.Open("gate");
        await host.Journal.ExpectAsync("held tick done");
        await grain.Touch();
        host.Time.Advance(9 * Second);
        await grain.Touch();

        Assert.True(host.Journal.IsEmpty);
        await TickAsync(host, grain, Second);
    }

    [Fact]
    public async Task Timer_ThatFails_GoesOnAndSoDoesItsGrain()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = await StartedAsync(host, Second, Second);
        var activation = await grain.Activation();

        await grain.FailNextTick();
        await TickAsync(host, grain, Second);
        await TickAsync(host, grain, Second);

        Assert.Equal(activation, await grain.Activation());
    }

    [Fact]
    public async Task Timer_Changed_FollowsItsNewTimesAndDisposedStops()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = await StartedAsync(host, Second, Second);

        await grain.Change(10 * Second, 20 * Second);
        host.Time.Advance(9 * Second);
        await grain.Touch();
        Assert.True(host.Journal.IsEmpty);
        await TickAsync(host, grain, Second);
        await TickAsync(host, grain, 20 * Second);
        await grain.Stop();
        host.Time.Advance(60 * Second);
        await grain.Touch();

        Assert.True(host.Journal.IsEmpty);
    }

    [Fact]
    public async Task Timer_ChangedInItsTick_IsNextDueAsItSaysThere()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = await StartedAsync(host, Second, Second);

        await grain.ChangeInNextTick(5 * Second, 7 * Second);
        await TickAsync(host, grain, Second);
        host.Time.Advance(4 * Second);
        await grain.Touch();
        Assert.True(host.Journal.IsEmpty);
        await TickAsync(host, grain, Second);

        await TickAsync(host, grain, 7 * Second);
    }

    [Fact]
    public async Task Timer_DisposedInItsTick_WasItsLast()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = await StartedAsync(host, Second, Second);

        await grain.StopInNextTick();
        await TickAsync(host, grain, Second);
        host.Time.Advance(60 * Second);
        await grain.Touch();

        Assert.True(host.Journal.IsEmpty);
    }

    [Fact]
    public async Task Timer_DisposedOrChangedAfterwards_DoesNothing()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = await StartedAsync(host, Second, Second);

        await grain.Stop();
        await grain.Stop();
        await grain.Change(Second, Second);
        host.Time.Advance(60 * Second);
        await grain.Touch();

        Assert.True(host.Journal.IsEmpty);
    }

    [Fact]
    public async Task Timers_OfOneGrain_TickEachAtItsOwnTime()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = await StartedAsync(host, Second, 3 * Second);
        await grain.Start(2 * Second, 3 * Second, name: "tock");

        for (var round = 0; round < 3; round++)
        {
            await TickAsync(host, grain, Second);
            await TickAsync(host, grain, Second, "tock");
            host.Time.Advance(Second);
        }
    }

    [Fact]
    public async Task Timer_WhileARequestAwaits_WaitsUnlessItInterleaves()
    {
        await using var host = await ContractHost.StartAsync();
        var polite = await StartedAsync(host, Second, Timeout.InfiniteTimeSpan);
        var call = polite.Wait("polite");
        await host.Journal.ExpectAsync("polite waits");
        host.Time.Advance(Second);
        host.Journal.Open("polite");
        await call;
        await host.Journal.ExpectAsync("polite done", "tick");

        var bold = host.Grains.GetGrain<ITimerGrain>("bold");
        await bold.Start(Second, Timeout.InfiniteTimeSpan, interleave: true);
        call = bold.Wait("bold");
        await host.Journal.ExpectAsync("bold waits");
        host.Time.Advance(Second);
        await host.Journal.ExpectAsync("tick");
        host.Journal.Open("bold");
        await call;
    }

    [Fact]
    public async Task Timer_DisposedWhileItTicks_CancelsTheTick()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = host.Grains.GetGrain<ITimerGrain>("a");
        await grain.Start(Second, Second, interleave: true);
        await grain.HoldNextTick("never");

        host.Time.Advance(Second);
        await host.Journal.ExpectAsync("tick");
        await grain.Stop();

        await host.Journal.ExpectAsync("held tick cancelled");
    }

    [Fact]
    public async Task Timer_OfAGrainThatIsGone_TicksNoMore()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = await StartedAsync(host, Second, Second);
        await TickAsync(host, grain, Second);

        await grain.Leave();
        await host.Journal.ExpectAsync("down");
        await grain.Touch();
        host.Time.Advance(60 * Second);
        await grain.Touch();

        Assert.True(host.Journal.IsEmpty);
    }

    [Fact]
    public async Task Timer_Tick_KnowsNothingOfTheRequestThatMadeIt()
    {
        await using var host = await ContractHost.StartAsync();
        RequestContext.Set("caller", "me");
        var grain = await StartedAsync(host, Second, Second);
        RequestContext.Clear();

        await TickAsync(host, grain, Second);
    }

    [Theory]
    [InlineData(-2, 1_000)]
    [InlineData(1_000, -2)]
    [InlineData(5_000_000_000, 1_000)]
    public async Task Timer_OfImpossibleTimes_IsRefused(long dueMilliseconds, long periodMilliseconds)
    {
        await using var host = await ContractHost.StartAsync();

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => host.Grains.GetGrain<ITimerGrain>("a")
            .Start(TimeSpan.FromMilliseconds(dueMilliseconds), TimeSpan.FromMilliseconds(periodMilliseconds)));
    }

    private static async Task<ITimerGrain> StartedAsync(ContractHost host, TimeSpan dueTime, TimeSpan period)
    {
        var grain = host.Grains.GetGrain<ITimerGrain>("a");
        await grain.Start(dueTime, period);
        return grain;
    }

    // The request behind the tick is answered when the tick is over and the next one is set.
    private static async Task TickAsync(ContractHost host, ITimerGrain grain, TimeSpan after, string name = "tick")
    {
        host.Time.Advance(after);
        await host.Journal.ExpectAsync(name);
        await grain.Touch();
    }
}
