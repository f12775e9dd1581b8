using SocialCommerce.Contract.Tests.Hosting;

namespace SocialCommerce.Contract.Tests.Calls;

[Alias("contract.IContextGrain")]
public interface IContextGrain : IGrainWithStringKey
{
    Task<string?> Value();

    Task<string?> ValueThrough(string otherKey);

    Task<string?> ValueAfterAwait();

    /// <summary>What another grain sees after this one removed the value.</summary>
    Task<string?> RemoveThenAsk(string otherKey);

    Task<string?> OverwriteThenAsk(string otherKey, string value);

    Task Overwrite(string value);

    Task<string> Keys();
}

internal sealed class ContextGrain : Grain, IContextGrain
{
    public Task<string?> Value() => Task.FromResult(RequestContext.Get("key") as string);

    public async Task<string?> ValueThrough(string otherKey)
    {
        await Task.Yield();
        return await Other(otherKey).Value();
    }

    public async Task<string?> ValueAfterAwait()
    {
        await Task.Yield();
        return await Value();
    }

    public Task<string?> RemoveThenAsk(string otherKey)
    {
        RequestContext.Remove("key");
        return Other(otherKey).Value();
    }

    public async Task<string?> OverwriteThenAsk(string otherKey, string value)
    {
        RequestContext.Set("key", value);
        return await Other(otherKey).Value();
    }

    public Task Overwrite(string value)
    {
        RequestContext.Set("key", value);
        return Task.CompletedTask;
    }

    public Task<string> Keys() => Task.FromResult(string.Join(' ', RequestContext.Keys.Order(StringComparer.Ordinal)));

    private IContextGrain Other(string key) => GrainFactory.GetGrain<IContextGrain>(key);
}

public sealed class ContextTests
{
    [Fact]
    public async Task RequestContext_OfTheCaller_FlowsToTheCalleeAndOn()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = host.Grains.GetGrain<IContextGrain>("a");
        RequestContext.Set("key", "value");

        Assert.Equal("value", await grain.Value());
        Assert.Equal("value", await grain.ValueAfterAwait());
        Assert.Equal("value", await grain.ValueThrough("b"));
    }

    [Fact]
    public async Task RequestContext_ChangedByTheCallee_DoesNotFlowBack()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = host.Grains.GetGrain<IContextGrain>("a");
        RequestContext.Set("key", "value");

        await grain.Overwrite("other");

        Assert.Equal("value", RequestContext.Get("key"));
        Assert.Equal("value", await grain.Value());
    }

    [Fact]
    public async Task RequestContext_OfOneCall_IsNotLeftForTheNext()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = host.Grains.GetGrain<IContextGrain>("a");
        RequestContext.Set("key", "value");
        await grain.Overwrite("other");
        RequestContext.Clear();

        Assert.Null(await grain.Value());
        Assert.Null(await grain.ValueThrough("b"));
    }

    [Fact]
    public async Task RequestContext_ChangedOrRemovedOnTheWay_IsSeenFromThereOn()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = host.Grains.GetGrain<IContextGrain>("a");
        RequestContext.Set("key", "value");

        Assert.Equal("other", await grain.OverwriteThenAsk("b", "other"));
        Assert.Null(await grain.RemoveThenAsk("b"));
        Assert.Equal("value", RequestContext.Get("key"));
    }

    [Fact]
    public async Task RequestContext_RemovedByTheCaller_FlowsNoMore()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = host.Grains.GetGrain<IContextGrain>("a");
        RequestContext.Set("key", "value");
        RequestContext.Set("other", 1);

        Assert.Equal("key other", await grain.Keys());
        Assert.True(RequestContext.Remove("key"));
        Assert.False(RequestContext.Remove("key"));

        Assert.Equal("other", await grain.Keys());
    }

    [Fact]
    public async Task RequestContext_OfCallsSideBySide_IsEachsOwn()
    {
        await using var host = await ContractHost.StartAsync();

        var values = await Task.WhenAll(Enumerable.Range(0, 20).Select(async number =>
        {
            RequestContext.Set("key", $"{number}");
            await Task.Yield();
            return await host.Grains.GetGrain<IContextGrain>($"{number % 3}").ValueThrough("shared");
        }));

        Assert.Equal(Enumerable.Range(0, 20).Select(number => $"{number}"), values);
    }
}
