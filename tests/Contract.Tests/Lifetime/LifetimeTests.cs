using Orleans.Configuration;
using SocialCommerce.Contract.Tests.Hosting;

namespace SocialCommerce.Contract.Tests.Lifetime;

[Alias("contract.ILifeGrain")]
public interface ILifeGrain : IGrainWithStringKey
{
    Task Touch();

    Task Wait(string gate);

    Task LeaveThenWait(string gate);

    Task Delay(TimeSpan by);
}

[Alias("contract.IImmortalGrain")]
public interface IImmortalGrain : ILifeGrain
{
}

internal class LifeGrain(Journal journal) : Grain, ILifeGrain
{
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        journal.Write($"{this.GetPrimaryKeyString()} up");
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await Task.Yield();
        journal.Write($"{this.GetPrimaryKeyString()} down {reason.ReasonCode}");
    }

    public Task Touch() => Task.CompletedTask;

    public async Task Wait(string gate)
    {
        journal.Write($"{gate} waits");
        await journal.Gate(gate);
    }

    public async Task LeaveThenWait(string gate)
    {
        DeactivateOnIdle();
        await Wait(gate);
        journal.Write($"{gate} done");
    }

    public Task Delay(TimeSpan by)
    {
        DelayDeactivation(by);
        return Task.CompletedTask;
    }
}

[KeepAlive]
internal sealed class ImmortalGrain(Journal journal) : LifeGrain(journal), IImmortalGrain;

public sealed class LifetimeTests
{
    private static readonly TimeSpan Age = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Quantum = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Idle_ForItsAge_IsDeactivatedAndTheNextCallActivatesAgain()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = Plain(host);

        await grain.Touch();
        host.Time.Advance(Age - Quantum);
        await grain.Touch();
        host.Time.Advance(Age - Quantum);
        await host.Journal.ExpectAsync("a up");
        Assert.True(host.Journal.IsEmpty);
        host.Time.Advance(3 * Quantum);
        await host.Journal.ExpectAsync("a down ActivationIdle");
        await grain.Touch();

        await host.Journal.ExpectAsync("a up");
    }

    [Fact]
    public async Task Idle_ButDelayedOrKeptAlive_Stays()
    {
        await using var host = await ContractHost.StartAsync();
        var immortal = host.Grains.GetGrain<IImmortalGrain>("immortal");
        await immortal.Touch();
        await Plain(host).Delay(2 * Age);
        await host.Journal.ExpectAsync("immortal up", "a up");

        host.Time.Advance(2 * Age - Quantum);
        Assert.True(host.Journal.IsEmpty);
        host.Time.Advance(3 * Quantum);

        await host.Journal.ExpectAsync("a down ActivationIdle");
        Assert.True(host.Journal.IsEmpty);
    }

    [Fact]
    public async Task Idle_WhileARequestAwaits_IsNotIdle()
    {
        await using var host = await ContractHost.StartAsync(static silo =>
            silo.Configure<SiloMessagingOptions>(static options => options.ResponseTimeout = TimeSpan.FromDays(1)));

        var call = Plain(host).Wait("gate");
        await host.Journal.ExpectAsync("a up", "gate waits");
        host.Time.Advance(2 * Age);
        host.Journal.Open("gate");
        await call;

        Assert.True(host.Journal.IsEmpty);
    }

    [Fact]
    public async Task DeactivateOnIdle_WithRequestsWaiting_EndsTheRunningOneAndHandsTheRestToTheNextActivation()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = Plain(host);

        var leaving = grain.LeaveThenWait("leaving");
        await host.Journal.ExpectAsync("a up", "leaving waits");
        var queued = grain.Wait("queued");
        host.Journal.Open("queued");
        host.Journal.Open("leaving");
        await Task.WhenAll(leaving, queued);

        await host.Journal.ExpectAsync("leaving done", "a down ApplicationRequested", "a up", "queued waits");
    }

    [Fact]
    public async Task Stop_OfTheSilo_DeactivatesEveryGrain()
    {
        await using var host = await ContractHost.StartAsync();
        for (var key = 0; key < 50; key++)
        {
            await host.Grains.GetGrain<ILifeGrain>($"{key:00}", typeof(LifeGrain).FullName).Touch();
            await host.Journal.ExpectAsync($"{key:00} up");
        }

        await host.StopAsync();

        var lines = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => host.Journal.NextAsync("a grain going down")));
        Assert.Equal(Enumerable.Range(0, 50).Select(key => $"{key:00} down ShuttingDown"), lines.Order(StringComparer.Ordinal));
    }

    private static ILifeGrain Plain(ContractHost host) => host.Grains.GetGrain<ILifeGrain>("a", typeof(LifeGrain).FullName);
}
