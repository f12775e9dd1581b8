using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using SocialCommerce.Contract.Tests.Hosting;

namespace SocialCommerce.Contract.Tests.Lifetime;

[Alias("contract.ISavingGrain")]
public interface ISavingGrain : IGrainWithStringKey
{
    Task Set(int value);
}

/// <summary>Writes its state only when it goes.</summary>
internal sealed class SavingGrain([PersistentState("value", "kept")] IPersistentState<int> state) : Grain, ISavingGrain
{
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        state.WriteStateAsync(cancellationToken);

    public Task Set(int value)
    {
        state.State = value;
        return Task.CompletedTask;
    }
}

/// <summary>Keeps what was written after the engine has stopped.</summary>
internal sealed class KeptStorage : IGrainStorage
{
    public ConcurrentDictionary<string, object?> Written { get; } = new();

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => Task.CompletedTask;

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        await Task.Yield();
        Written[grainId.ToString()] = grainState.State;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => throw new NotSupportedException();
}

public sealed class StopTests
{
    private const int Grains = 50;

    [Fact]
    public async Task Stop_DeactivatesEveryGrain()
    {
        await using var host = await ContractHost.StartAsync();
        for (var key = 0; key < Grains; key++)
        {
            await Plain(host, $"{key:00}").Touch();
            await host.Journal.ExpectAsync($"{key:00} up");
        }

        await host.StopAsync();

        await host.Journal.ExpectInAnyOrderAsync([.. Enumerable.Range(0, Grains).Select(key => $"{key:00} down ShuttingDown")]);
    }

    [Fact]
    public async Task Stop_GrainsMayWriteTheirState()
    {
        var storage = new KeptStorage();
        await using var host = await ContractHost.StartAsync(silo => silo.Services.AddKeyedSingleton<IGrainStorage>("kept", storage));
        await Task.WhenAll(Enumerable.Range(0, Grains).Select(key => host.Grains.GetGrain<ISavingGrain>($"{key}").Set(key)));

        await host.StopAsync();

        Assert.Equal(
            Enumerable.Range(0, Grains).ToDictionary(key => $"saving/{key}", key => (object?)key), storage.Written.ToDictionary());
    }

    [Fact]
    public async Task Stop_WhileARequestRuns_WaitsForItAndItsCallerIsAnswered()
    {
        await using var host = await ContractHost.StartAsync();
        var call = Plain(host, "a").Wait("gate");
        await host.Journal.ExpectAsync("a up", "gate waits");

        var stopping = host.StopAsync();
        Assert.False(stopping.IsCompleted);
        Assert.False(call.IsCompleted);
        host.Journal.Open("gate");
        await call;
        await stopping;

        await host.Journal.ExpectAsync("gate done", "a down ShuttingDown");
    }

    [Fact]
    public async Task Stop_WhileARequestIsStuck_EndsWhenItsTimeIsUp()
    {
        await using var host = await ContractHost.StartAsync();
        var call = Plain(host, "a").Wait("gate");
        await host.Journal.ExpectAsync("a up", "gate waits");
        using var time = new CancellationTokenSource();

        var stopping = host.StopAsync(time.Token);
        Assert.False(stopping.IsCompleted);
        await time.CancelAsync();
        await stopping;

        await Assert.ThrowsAsync<SiloUnavailableException>(() => call);
    }

    [Fact]
    public async Task Call_AfterTheStop_IsRefused()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = Plain(host, "a");
        await grain.Touch();

        await host.StopAsync();

        await Assert.ThrowsAsync<SiloUnavailableException>(grain.Touch);
    }

    private static ILifeGrain Plain(ContractHost host, string key) => host.Grains.GetGrain<ILifeGrain>(key, typeof(LifeGrain).FullName);
}
