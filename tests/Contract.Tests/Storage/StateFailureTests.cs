using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using SocialCommerce.Contract.Tests.Hosting;

namespace SocialCommerce.Contract.Tests.Storage;

public sealed class StateFailureTests
{
    private readonly FlakyStorage _storage = new();

    [Fact]
    public async Task Write_Fails_TheGrainKeepsItsValueAndTheStorageItsOwn()
    {
        await using var host = await StartAsync();
        var grain = host.Grains.GetGrain<IFlakyStateGrain>("a");
        await grain.Write(1);
        var (etag, activation) = (await grain.Etag(), await grain.Activation());

        _storage.FailNext();
        var exception = await Assert.ThrowsAsync<OrleansException>(() => grain.Write(2));

        Assert.IsType<InvalidDataException>(exception.InnerException);
        Assert.Equal(((2, true), etag, activation), (await grain.Read(), await grain.Etag(), await grain.Activation()));
        Assert.Equal(1, _storage.Stored(grain.GetGrainId()));
        await grain.Write(3);
        Assert.Equal(3, _storage.Stored(grain.GetGrainId()));
    }

    [Fact]
    public async Task Clear_Fails_TheStateIsStillThere()
    {
        await using var host = await StartAsync();
        var grain = host.Grains.GetGrain<IFlakyStateGrain>("a");
        await grain.Write(1);

        _storage.FailNext();
        await Assert.ThrowsAsync<OrleansException>(grain.Clear);

        Assert.Equal((1, true), await grain.Read());
    }

    [Fact]
    public async Task Read_FailsOnActivation_TheCallFailsAndTheNextOneTriesAgain()
    {
        await using var host = await StartAsync();
        var grain = host.Grains.GetGrain<IFlakyStateGrain>("a");

        _storage.FailNext();
        var exception = await Assert.ThrowsAsync<OrleansException>(grain.Read);

        Assert.IsType<InvalidDataException>(exception.InnerException);
        Assert.Equal((-1, false), await grain.Read());
    }

    [Fact]
    public async Task Read_AgainFails_TheGrainKeepsWhatItHad()
    {
        await using var host = await StartAsync();
        var grain = host.Grains.GetGrain<IFlakyStateGrain>("a");
        await grain.Write(1);
        var activation = await grain.Activation();

        _storage.FailNext();
        await Assert.ThrowsAsync<OrleansException>(grain.ReadAgain);

        Assert.Equal(((1, true), activation), (await grain.Read(), await grain.Activation()));
    }

    [Fact]
    public async Task Write_WithAToken_ReachesTheStorageWithIt()
    {
        await using var host = await StartAsync();
        var grain = host.Grains.GetGrain<IFlakyStateGrain>("a");
        using var source = new CancellationTokenSource();

        await grain.WriteWith(1, source.Token);

        Assert.True(_storage.LastToken.CanBeCanceled);
        Assert.Equal(1, _storage.Stored(grain.GetGrainId()));
    }

    [Fact]
    public async Task Writes_SideBySide_FollowEachOtherAndTheLastValueStays()
    {
        await using var host = await StartAsync();

        Assert.Equal("20", await host.Grains.GetGrain<IBusyWriterGrain>("a").WriteSideBySide(20));
        Assert.InRange(_storage.Writes, 1, 3);
    }

    private Task<ContractHost> StartAsync() => ContractHost.StartAsync(silo =>
        silo.Services.AddKeyedSingleton<IGrainStorage>("flaky", _storage));
}
