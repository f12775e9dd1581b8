using Orleans.Configuration;
using SocialCommerce.Contract.Tests.Hosting;

namespace SocialCommerce.Contract.Tests.Timers;

[Alias("contract.ITimerGrain")]
public interface ITimerGrain : IGrainWithStringKey
{
    Task Start(TimeSpan dueTime, TimeSpan period, bool interleave, bool keepAlive);

    Task Change(TimeSpan dueTime, TimeSpan period);

    Task Stop();

    Task FailNextTick();

    Task Touch();

    Task Wait(string gate);
}

internal sealed class TimerGrain(Journal journal) : Grain, ITimerGrain
{
    private IGrainTimer? _timer;
    private bool _failsNext;

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        journal.Write("down");
        return Task.CompletedTask;
    }

    public Task Start(TimeSpan dueTime, TimeSpan period, bool interleave, bool keepAlive)
    {
        var options = new GrainTimerCreationOptions(dueTime, period) { Interleave = interleave, KeepAlive = keepAlive };
        _timer = this.RegisterGrainTimer(Tick, "tick", options);
        return Task.CompletedTask;
    }

    public Task Change(TimeSpan dueTime, TimeSpan period)
    {
        _timer!.Change(dueTime, period);
        return Task.CompletedTask;
    }

    public Task Stop()
    {
        _timer!.Dispose();
        return Task.CompletedTask;
    }

    public Task FailNextTick()
    {
        _failsNext = true;
        return Task.CompletedTask;
    }

    public Task Touch() => Task.CompletedTask;

    public async Task Wait(string gate)
    {
        journal.Write($"{gate} waits");
        await journal.Gate(gate);
        journal.Write($"{gate} done");
    }

    private async Task Tick(string line, CancellationToken cancellationToken)
    {
        journal.Write(line);
        await Task.Yield();
        if (_failsNext)
        {
            _failsNext = false;
            throw new InvalidOperationException("failed tick");
        }
    }
}

public sealed class TimerTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(10);

    [Fact]
    public async Task Timer_FiresWhenDueAndThenEveryPeriod()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = await StartedAsync(host, 2 * Second, Second);

        host.Time.Advance(1.9 * Second);
        Assert.True(host.Journal.IsEmpty);
        await TickAsync(host, grain, 0.1 * Second);
        await TickAsync(host, grain, Second);
        await TickAsync(host, grain, Second);
    }

    [Fact]
    public async Task Timer_ThatFails_GoesOn()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = await StartedAsync(host, Second, Second);

        await grain.FailNextTick();
        await TickAsync(host, grain, Second);
        await TickAsync(host, grain, Second);
    }

    [Fact]
    public async Task Timer_Changed_FollowsItsNewTimesAndDisposedStops()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = await StartedAsync(host, Second, Second);

        await grain.Change(10 * Second, 20 * Second);
        host.Time.Advance(9 * Second);
        Assert.True(host.Journal.IsEmpty);
        await TickAsync(host, grain, Second);
        await TickAsync(host, grain, 20 * Second);
        await grain.Stop();
        host.Time.Advance(60 * Second);
        await grain.Touch();

        Assert.True(host.Journal.IsEmpty);
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
        await bold.Start(Second, Timeout.InfiniteTimeSpan, interleave: true, keepAlive: false);
        call = bold.Wait("bold");
        await host.Journal.ExpectAsync("bold waits");
        host.Time.Advance(Second);
        await host.Journal.ExpectAsync("tick");
        host.Journal.Open("bold");
        await call;
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Timer_CountsAsUseOnlyIfItKeepsAlive(bool keepAlive)
    {
        await using var host = await ContractHost.StartAsync(static silo =>
            silo.Configure<GrainCollectionOptions>(static options => options.CollectionQuantum = Moment));
        var grain = host.Grains.GetGrain<ITimerGrain>("a");
        await grain.Start(TimeSpan.FromMinutes(10), TimeSpan.FromHours(1), interleave: false, keepAlive);
        await host.Time.AdvanceToNextTimerAsync();
        await host.Journal.ExpectAsync("tick");
        await host.Time.TimerSetAsync();

        if (keepAlive)
        {
            host.Time.Advance(TimeSpan.FromMinutes(10));
            await grain.Touch();
            Assert.True(host.Journal.IsEmpty);
            return;
        }

        // The tick's turn may take a moment to end, so the collector looks often. Had the tick been a use, the grain's
        // age would still not be over after the last look.
        host.Time.Advance(TimeSpan.FromMinutes(5));
        var down = host.Journal.NextAsync("down");
        for (var look = 0; look < 30_000 && !down.IsCompleted; look++)
        {
            await Task.Run(() => host.Time.Advance(Moment));
        }

        Assert.Equal("down", await down);
    }

    private static async Task<ITimerGrain> StartedAsync(ContractHost host, TimeSpan dueTime, TimeSpan period)
    {
        var grain = host.Grains.GetGrain<ITimerGrain>("a");
        await grain.Start(dueTime, period, interleave: false, keepAlive: false);
        return grain;
    }

    // The request behind the tick is answered when the tick is over and the next one is set.
    private static async Task TickAsync(ContractHost host, ITimerGrain grain, TimeSpan after)
    {
        host.Time.Advance(after);
        await host.Journal.ExpectAsync("tick");
        await grain.Touch();
    }
}
