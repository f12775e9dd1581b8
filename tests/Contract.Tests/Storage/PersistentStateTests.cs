using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using SocialCommerce.Contract.Tests.Hosting;

namespace SocialCommerce.Contract.Tests.Storage;

[Alias("contract.IStoredGrain")]
public interface IStoredGrain : IGrainWithStringKey
{
    Task<(int Value, bool Exists)> Read();

    Task Write(int value);

    Task Clear();

    Task<string> Activation();

    Task Leave();
}

internal sealed class StoredValue
{
    public int Value { get; set; } = -1;
}

internal sealed class StoredGrain([PersistentState("value", "state")] IPersistentState<StoredValue> storage) : Grain, IStoredGrain
{
    public Task<(int Value, bool Exists)> Read() => Task.FromResult((storage.State.Value, storage.RecordExists));

    public async Task Write(int value)
    {
        storage.State.Value = value;
        await storage.WriteStateAsync();
    }

    public Task Clear() => storage.ClearStateAsync();

    public Task<string> Activation() => Task.FromResult(GrainContext.ActivationId.ToString());

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}

public sealed class PersistentStateTests
{
    [Fact]
    public async Task State_NeverWritten_IsNewAndDoesNotExist()
    {
        await using var host = await ContractHost.StartAsync();

        Assert.Equal((-1, false), await host.Grains.GetGrain<IStoredGrain>("a").Read());
    }

    [Fact]
    public async Task State_Written_IsThereForTheNextActivationUntilItIsCleared()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = host.Grains.GetGrain<IStoredGrain>("a");

        await grain.Write(7);
        await grain.Leave();
        Assert.Equal((7, true), await grain.Read());
        await grain.Clear();
        Assert.Equal((-1, false), await grain.Read());
        await grain.Write(8);
        await grain.Leave();

        Assert.Equal((8, true), await grain.Read());
    }

    [Fact]
    public async Task State_WrittenBySomebodyElse_ConflictsAndTheNextActivationReadsTheirs()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = host.Grains.GetGrain<IStoredGrain>("a");
        await grain.Write(1);
        var before = await grain.Activation();
        var storage = host.Services.GetRequiredKeyedService<IGrainStorage>("state");
        var other = new GrainState<StoredValue>();
        await storage.ReadStateAsync("value", grain.GetGrainId(), other);
        other.State = new StoredValue { Value = 2 };
        await storage.WriteStateAsync("value", grain.GetGrainId(), other);

        await Assert.ThrowsAsync<InconsistentStateException>(() => grain.Write(3));

        Assert.Equal((2, true), await grain.Read());
        Assert.NotEqual(before, await grain.Activation());
        await grain.Write(4);
    }
}
