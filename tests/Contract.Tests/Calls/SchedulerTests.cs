using System.Diagnostics.CodeAnalysis;
using SocialCommerce.Contract.Tests.Hosting;

namespace SocialCommerce.Contract.Tests.Calls;

[Alias("contract.ISchedulerGrain")]
public interface ISchedulerGrain : IGrainWithStringKey
{
    Task<bool> StaysAfterAwait();

    Task<bool> StaysInStartNew();

    Task<bool> LeavesInTaskRun();

    Task<bool> LeavesAfterConfigureAwaitFalse();

    Task<bool> SeesAsyncLocal();

    Task<bool> SeesSynchronizationContext();

    /// <summary>Adds to a plain field from many tasks of its own.</summary>
    Task<int> CountInTasks(int tasks);
}

internal sealed class SchedulerGrain : Grain, ISchedulerGrain
{
    public static readonly AsyncLocal<string> CallersOwn = new();

    private int _count;

    public async Task<bool> StaysAfterAwait()
    {
        var own = TaskScheduler.Current;
        await Task.Yield();
        return own != TaskScheduler.Default && TaskScheduler.Current == own;
    }

    public async Task<bool> StaysInStartNew()
    {
        var own = TaskScheduler.Current;
        return await Task.Factory.StartNew(() => TaskScheduler.Current == own);
    }

    public async Task<bool> LeavesInTaskRun()
    {
        var own = TaskScheduler.Current;
        var there = await Task.Run(() => TaskScheduler.Current);
        return there == TaskScheduler.Default && TaskScheduler.Current == own;
    }

    [SuppressMessage("Usage", "ORLEANS0014", Justification = "What it warns of is what this shows.")]
    public async Task<bool> LeavesAfterConfigureAwaitFalse()
    {
        await Task.Run(() => { }).ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        return TaskScheduler.Current == TaskScheduler.Default;
    }

    public Task<bool> SeesAsyncLocal() => Task.FromResult(CallersOwn.Value is not null);

    public Task<bool> SeesSynchronizationContext() => Task.FromResult(SynchronizationContext.Current is not null);

    public async Task<int> CountInTasks(int tasks)
    {
        await Task.WhenAll(Enumerable.Range(0, tasks).Select(async _ =>
        {
            await Task.Yield();
            var before = _count;
            Thread.SpinWait(10);
            _count = before + 1;
        }));
        return _count;
    }
}

public sealed class SchedulerTests
{
    [Fact]
    public async Task Grain_Code_StaysOnItsActivationUnlessItLeaves()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = host.Grains.GetGrain<ISchedulerGrain>("a");

        Assert.True(await grain.StaysAfterAwait());
        Assert.True(await grain.StaysInStartNew());
        Assert.True(await grain.LeavesInTaskRun());
        Assert.True(await grain.LeavesAfterConfigureAwaitFalse());
    }

    [Fact]
    public async Task Grain_OwnTasks_NeverRunBesideOneAnother()
    {
        await using var host = await ContractHost.StartAsync();

        Assert.Equal(2_000, await host.Grains.GetGrain<ISchedulerGrain>("a").CountInTasks(2_000));
    }

    [Fact]
    public async Task Grain_Called_SeesNothingOfItsCallersContext()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = host.Grains.GetGrain<ISchedulerGrain>("a");
        await grain.StaysAfterAwait();
        SchedulerGrain.CallersOwn.Value = "set";
        SynchronizationContext.SetSynchronizationContext(new SynchronizationContext());

        Assert.False(await grain.SeesAsyncLocal());
        Assert.False(await grain.SeesSynchronizationContext());
    }

    [Fact]
    public async Task Caller_AfterACall_IsNotOnTheGrainsScheduler()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = host.Grains.GetGrain<ISchedulerGrain>("a");

        var after = await Task.Run(async () =>
        {
            await grain.StaysAfterAwait();
            return TaskScheduler.Current;
        });

        Assert.Same(TaskScheduler.Default, after);
    }
}
