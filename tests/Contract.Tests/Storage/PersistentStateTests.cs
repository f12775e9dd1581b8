using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using SocialCommerce.Contract.Tests.Hosting;

namespace SocialCommerce.Contract.Tests.Storage;

public sealed class PersistentStateTests
{
    private const string Stored = "SocialCommerce.Contract.Tests.Storage.StoredGrain";

    [Fact]
    public async Task State_NeverWritten_IsNewAndDoesNotExist()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = Grain(host);

        Assert.Equal((-1, false), await grain.Read());
        Assert.Null(await grain.Etag());
    }

    [Fact]
    public async Task State_Written_IsThereForTheNextActivationUntilItIsCleared()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = Grain(host);

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
    public async Task State_Cleared_HasNoEtagAndMayBeWrittenAgainAtOnce()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = Grain(host);

        await grain.Write(1);
        await grain.Clear();
        Assert.Null(await grain.Etag());
        await grain.Clear();
        await grain.Write(2);

        Assert.Equal((2, true), await grain.Read());
        Assert.NotNull(await grain.Etag());
    }

    [Fact]
    public async Task State_EachWrite_HasAnEtagOfItsOwn()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = Grain(host);

        await grain.Write(1);
        var first = await grain.Etag();
        await grain.Write(1);
        var second = await grain.Etag();
        await grain.Leave();

        Assert.NotEqual(first, second);
        Assert.Equal(second, await grain.Etag());
    }

    [Fact]
    public async Task State_ReadAgain_ForgetsWhatWasNotWritten()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = Grain(host);

        await grain.Write(1);
        await grain.Set(2);
        await grain.ReadAgain();

        Assert.Equal((1, true), await grain.Read());
    }

    [Fact]
    public async Task State_NotWritten_IsLostWithItsActivation()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = Grain(host);

        await grain.Write(1);
        await grain.Set(2);
        await grain.Leave();

        Assert.Equal((1, true), await grain.Read());
    }

    [Fact]
    public async Task States_OfOneGrain_AreWrittenAndReadApart()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = host.Grains.GetGrain<ITwoStatesGrain>("a");

        await grain.Write(1, 2);
        await grain.Write(3, null);
        await grain.Leave();

        Assert.Equal((3, 2), await grain.Read());
    }

    [Fact]
    public async Task States_OfOneNameAndKey_AreApartByTheClassOfTheirGrain()
    {
        await using var host = await ContractHost.StartAsync();

        await host.Grains.GetGrain<ITwoStatesGrain>("a").Write(1, 2);

        Assert.Equal((-1, false), await Grain(host).Read());
    }

    [Fact]
    public async Task State_WrittenBySomebodyElse_ConflictsAndTheNextActivationReadsTheirs()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = Grain(host);
        await grain.Write(1);
        var before = await grain.Activation();
        await WriteBehindItsBackAsync(host, grain, 2);

        await Assert.ThrowsAsync<InconsistentStateException>(() => grain.Write(3));

        Assert.Equal((2, true), await grain.Read());
        Assert.NotEqual(before, await grain.Activation());
        await grain.Write(4);
    }

    [Fact]
    public async Task State_ClearedBySomebodyElse_Conflicts()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = Grain(host);
        await grain.Write(1);
        var storage = host.Services.GetRequiredKeyedService<IGrainStorage>("state");
        var other = new GrainState<StoredValue>();
        await storage.ReadStateAsync("value", grain.GetGrainId(), other);
        await storage.ClearStateAsync("value", grain.GetGrainId(), other);

        await Assert.ThrowsAsync<InconsistentStateException>(() => grain.Write(3));

        Assert.Equal((-1, false), await grain.Read());
    }

    [Fact]
    public async Task State_ClearedAfterSomebodyElseWrote_Conflicts()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = Grain(host);
        await grain.Write(1);
        await WriteBehindItsBackAsync(host, grain, 2);

        await Assert.ThrowsAsync<InconsistentStateException>(grain.Clear);

        Assert.Equal((2, true), await grain.Read());
    }

    [Fact]
    public async Task Conflict_ThatReachesACaller_DeactivatesOnlyTheGrainThatHadIt()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = Grain(host);
        var caller = host.Grains.GetGrain<IStateCallerGrain>("c");
        var before = await caller.WriteThrough(grain, 1);
        await WriteBehindItsBackAsync(host, grain, 2);

        await Assert.ThrowsAsync<InconsistentStateException>(() => caller.WriteThrough(grain, 3));

        Assert.Equal(before, await caller.WriteThrough(grain, 0));
    }

    [Theory]
    [InlineData(nameof(HastyGrain), "not loaded")]
    [InlineData(nameof(TrespassingGrain), "refused")]
    public async Task State_UsedBeforeItIsReadOrOutsideOfTurns_IsRefused(string grainClass, string expected)
    {
        await using var host = await ContractHost.StartAsync();

        Assert.Equal(expected, await OddGrain(host, grainClass).Ask());
    }

    [Fact]
    public async Task State_OfAStorageThatNobodyConfigured_FailsTheCall()
    {
        await using var host = await ContractHost.StartAsync();

        var exception = await Assert.ThrowsAnyAsync<Exception>(() => OddGrain(host, nameof(HomelessGrain)).Ask());

        Assert.IsType<BadProviderConfigException>(exception.GetBaseException());
    }

    private static IStoredGrain Grain(ContractHost host) => host.Grains.GetGrain<IStoredGrain>("a", Stored);

    private static IOddStateGrain OddGrain(ContractHost host, string grainClass) =>
        host.Grains.GetGrain<IOddStateGrain>("a", $"SocialCommerce.Contract.Tests.Storage.{grainClass}");

    private static async Task WriteBehindItsBackAsync(ContractHost host, IStoredGrain grain, int value)
    {
        var storage = host.Services.GetRequiredKeyedService<IGrainStorage>("state");
        var other = new GrainState<StoredValue>();
        await storage.ReadStateAsync("value", grain.GetGrainId(), other);
        other.State = new StoredValue { Value = value };
        await storage.WriteStateAsync("value", grain.GetGrainId(), other);
    }
}
